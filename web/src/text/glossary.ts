import type { Language } from "./text.ts";

/** A term in one language. */
export interface Entry {
  name: string;
  /** How it looks in a text, as regular expressions; without regard to capitals, and to whole words in English. */
  forms: readonly string[];
  meaning: string;
}

export type Term = Readonly<Record<Language, Entry>>;

const term = (
  [name, forms, meaning]: [string, string[], string],
  [zhName, zhForms, zhMeaning]: [string, string[], string],
): Term => ({
  en: { name, forms, meaning },
  zh: { name: zhName, forms: zhForms, meaning: zhMeaning },
});

/** What is explained wherever a lesson's text speaks of it: the look-up first, then what is built of it. */
export const glossary: Readonly<Record<string, Term>> = {
  attention: term(
    [
      "attention",
      ["attention"],
      "A look-up that mixes: a query is compared with keys, and the values come back in proportion to how well each key fits.",
    ],
    [
      "注意力",
      ["注意力(?!头|模块)"],
      "一种会“混合”的查找：拿查询去和各个键比对，哪个键更合，它的值就多取一点，最后合在一起。",
    ],
  ),
  query: term(
    ["query", ["query", "queries"], "The vector that asks: it says what is looked for."],
    ["查询", ["查询"], "提问的向量，说的是要找什么。"],
  ),
  key: term(
    [
      "key",
      ["keys?"],
      "The vector by which something is found: it is what a query is compared with.",
    ],
    ["键", ["(?<![关按])键(?!盘)"], "凭它被找到的向量：查询就是和它比对的。"],
  ),
  value: term(
    ["value", ["values?"], "The vector that is handed over by what was found."],
    ["值", ["(?<![数价取均最阈真])值(?![得])"], "找到以后交出来的那个向量。"],
  ),
  weight: term(
    [
      "weight, of attention",
      ["weights?(?! decay| and the sum)"],
      "How much of a value is taken, from 0 to 1. It is worked out anew for every input; it is not a parameter.",
    ],
    [
      "注意力权重",
      ["权重(?!衰减)"],
      "一个值取多少，在 0 到 1 之间。每来一份输入都现算一遍，并不是参数。",
    ],
  ),
  score: term(
    [
      "score, of a key",
      ["scores", "score functions?"],
      "The number that says how well a query and a key fit, before a softmax makes weights of all of them.",
    ],
    [
      "得分",
      ["得分", "打分函数", "打分"],
      "表示查询和键有多合的一个数；softmax 再把这些数变成权重。",
    ],
  ),
  softmax: term(
    [
      "softmax",
      ["softmax"],
      "Makes shares of any numbers: e to the power of each, divided by the sum of all. They are positive and add up to one.",
    ],
    [
      "softmax",
      ["softmax"],
      "把一组数变成份额：各取 e 的那么多次方，再除以总和。结果都是正数，加起来等于一。",
    ],
  ),
  dot: term(
    [
      "dot product",
      ["(?<!scaled )dot products?"],
      "The products of two vectors' numbers, added up: large where both point the same way.",
    ],
    ["点积", ["(?<!缩放)点积"], "两个向量的数逐个相乘再加起来：方向越一致，结果越大。"],
  ),
  scaledDot: term(
    [
      "scaled dot product",
      ["scaled dot(?: products?)?"],
      "A dot product divided by the root of the number of its terms, so that long vectors do not make the softmax too sure.",
    ],
    ["缩放点积", ["缩放点积"], "点积再除以项数的平方根，免得向量一长，softmax 就变得过分自信。"],
  ),
  additive: term(
    [
      "additive attention",
      ["additive(?: score| attention)?"],
      "Scores by adding: both vectors are projected and added, go through a tanh, and one more vector makes a number of it.",
    ],
    [
      "加性注意力",
      ["加性(?:注意力)?"],
      "用相加来打分：两个向量各自投影后相加，过一道 tanh，再由另一个向量变成一个数。",
    ],
  ),
  bilinear: term(
    [
      "general score",
      ["bilinear", "general \\(bilinear\\)"],
      "A dot product with a learned matrix in between: it learns which numbers to hold against which.",
    ],
    ["双线性", ["双线性"], "中间隔一个可学习矩阵的点积：哪些数该和哪些数比，也是学来的。"],
  ),
  temperature: term(
    [
      "temperature",
      ["temperatures?"],
      "What scores are divided by before the softmax: high makes all weights alike, low gives everything to the largest.",
    ],
    [
      "温度",
      ["温度"],
      "softmax 之前，得分要除以它：温度高，权重趋于平均；温度低，全给了最大的那个。",
    ],
  ),
  entropy: term(
    [
      "entropy",
      ["(?<!cross-)entropy"],
      "How undecided something is. In bits: 0 for one place alone, one more for twice as many places that count alike.",
    ],
    [
      "熵",
      ["(?<!交叉)熵"],
      "有多拿不定主意。以比特计：只看一处是 0，同等看待的地方每多一倍就加 1。",
    ],
  ),
  softLookup: term(
    [
      "soft look-up",
      ["soft look-up", "soft addressing"],
      "A look-up that finds a little of everything, most of what fits best. Since nothing jumps, it can be learned by gradients.",
    ],
    [
      "软查找",
      ["软查找", "软寻址"],
      "什么都取一点、最合的多取一点的查找。因为没有突变，所以能用梯度来学。",
    ],
  ),
  hard: term(
    [
      "hard attention",
      ["hard attention"],
      "Looks at one place alone. A choice has no slope, so it is learned by trying, not by gradients through the choice.",
    ],
    ["硬注意力", ["硬注意力"], "一次只看一处。“挑一个”没有坡度，梯度穿不过去，只能靠试来学。"],
  ),
  head: term(
    [
      "head",
      ["(?<!induction )heads?"],
      "One of several attentions side by side, each with queries, keys and values of its own, so that each can look for something else.",
    ],
    [
      "注意力头",
      ["注意力头", "(?<=[个各])头(?![发脑])"],
      "并排的几个注意力之一，各有各的查询、键和值，可以各找各的东西。",
    ],
  ),
  mask: term(
    [
      "mask",
      ["(?<!causal )masks?"],
      "What may not be seen: its scores become minus infinity, so its weights are exactly zero.",
    ],
    ["掩码", ["(?<!因果)掩码", "遮罩"], "规定哪些不许看：它们的得分变成负无穷，权重就恰好是零。"],
  ),
  causal: term(
    [
      "causal mask",
      ["causal(?:_| )?(?: mask)?"],
      "Each position sees only itself and what came before, as one who writes from left to right.",
    ],
    [
      "因果掩码",
      ["因果掩码", "因果(?=$|[^掩关])"],
      "每个位置只看得到自己和前面的，就像从左往右写字的人。",
    ],
  ),
  selfAttention: term(
    [
      "self-attention",
      ["self-attention"],
      "Queries, keys and values are all made from the same sequence: it looks at itself.",
    ],
    ["自注意力", ["自注意力"], "查询、键和值都由同一个序列变出来：序列看自己。"],
  ),
  crossAttention: term(
    [
      "cross-attention",
      ["cross-attention"],
      "Queries come from what is being written, keys and values from what was read.",
    ],
    ["交叉注意力", ["交叉注意力"], "查询来自正在写的，键和值来自读过的。"],
  ),
  alignment: term(
    [
      "alignment",
      ["alignments?"],
      "Which part of what was read belongs to which part of what is written.",
    ],
    ["对齐", ["对齐"], "写出来的哪一部分，对应读到的哪一部分。"],
  ),
  encoder: term(
    [
      "encoder",
      ["encoders?"],
      "The part of a model that reads, and makes a vector of each thing it has read.",
    ],
    ["编码器", ["编码器"], "模型里负责读的部分，读到的每一样都变成一个向量。"],
  ),
  decoder: term(
    ["decoder", ["decoders?"], "The part of a model that writes, one thing after the other."],
    ["解码器", ["解码器"], "模型里负责写的部分，一个接一个地写。"],
  ),
  recurrent: term(
    [
      "recurrent network",
      ["recurrent(?: networks?)?", "RNNs?"],
      "Takes a sequence one by one and carries a state along: what it knows of the beginning has come through every step between.",
    ],
    [
      "循环网络",
      ["循环网络", "RNN"],
      "把序列一个一个读进来，随身带着一个状态：开头的事，要穿过中间每一步才传得到。",
    ],
  ),
  gru: term(
    [
      "GRU",
      ["GRU", "LSTM"],
      "A recurrent network with gates, which learn what to keep of the state and what to overwrite. The LSTM is its older relative.",
    ],
    [
      "GRU",
      ["GRU", "LSTM"],
      "带门的循环网络：门会学着决定状态里留下什么、改写什么。LSTM 是它的前辈。",
    ],
  ),
  state: term(
    [
      "state",
      ["(?<!united )states?"],
      "The vector in which a recurrent network keeps what it has read so far.",
    ],
    ["状态", ["状态"], "循环网络的一个向量，读到现在的东西都记在里面。"],
  ),
  gate: term(
    [
      "gate",
      ["gates?", "gated"],
      "A number between 0 and 1 that a network works out, and with which it multiplies something: how much of it may pass.",
    ],
    [
      "门",
      ["门控", "输出门", "(?<=叫)门", "带门的", "(?<=有)门(?=来)", "(?<=把)门(?=的)", "(?<=扇)门"],
      "网络自己算出的一个 0 到 1 之间的数，乘到某样东西上：放多少过去。",
    ],
  ),
  transformer: term(
    [
      "transformer",
      ["(?<!vision )transformers?"],
      "A model of blocks, each of which first lets the positions look at each other and then works on each of them alone.",
    ],
    [
      "transformer",
      ["(?<!视觉 )transformer"],
      "由若干块叠成的模型：每一块先让各个位置互相看一遍，再各自加工。",
    ],
  ),
  block: term(
    [
      "block",
      ["blocks?"],
      "One storey of a transformer: attention, then a feed-forward part; each adds to what was there before.",
    ],
    [
      "块",
      ["第[一二]块", "只有一块", "每一?块(?=[4四能都])"],
      "transformer 的一层楼：先是注意力，再是前馈部分，各自都加在原有的东西上。",
    ],
  ),
  feedForward: term(
    [
      "feed-forward layer",
      ["feed-forward(?: layers?)?"],
      "Works on each position by itself, the same for all of them.",
    ],
    ["前馈层", ["前馈(?:层|网络)"], "对每个位置单独加工，各个位置用的是同一套。"],
  ),
  inductionHead: term(
    [
      "induction head",
      ["induction heads?"],
      "A head that finds where the newest token stood before, and looks at what came after it then.",
    ],
    ["归纳头", ["归纳头"], "会找到最新的词元上次出现在哪里、再去看它后面是什么的头。"],
  ),
  position: term(
    [
      "positions, told to a model",
      ["position vectors?", "(?:learned|without|no) positions", "positional"],
      "Attention alone does not know where its keys stand. It is told by vectors added to the words, by turning queries and keys, or by a penalty on distance.",
    ],
    [
      "位置编码",
      ["位置编码", "位置向量", "位置信息", "没有位置", "正弦位置", "学[来出]来?的位置"],
      "注意力本身不知道各个键站在哪里。可以给词加上位置向量，可以让查询和键转个角度，也可以按远近扣分。",
    ],
  ),
  rotary: term(
    [
      "rotary positions",
      ["rotary"],
      "Queries and keys are turned by angles that grow with their place, so that a score depends on how far apart the two are.",
    ],
    ["旋转位置", ["旋转位置"], "查询和键按各自的位置转一个角度，得分就只跟两者相隔多远有关。"],
  ),
  alibi: term(
    ["ALiBi", ["ALiBi"], "A score loses in proportion to the distance: the farther, the less."],
    ["ALiBi", ["ALiBi"], "得分按距离成比例地扣：越远越轻。"],
  ),
  token: term(
    [
      "token",
      ["tokens?"],
      "What a model reads and writes one at a time: a word, a character, or a sign.",
    ],
    ["词元", ["词元", "记号"], "模型一次读或写的一个单位：一个词、一个字符，或者一个符号。"],
  ),
  embedding: term(
    [
      "embedding",
      ["embedding", "word vectors?", "large random vectors"],
      "The vector that stands for a token; it is learned.",
    ],
    ["嵌入", ["embedding", "词向量"], "代表一个词元的向量，是学来的。"],
  ),
  gpt: term(
    [
      "GPT",
      ["GPT"],
      "A transformer that reads from the left and says the next token, again and again.",
    ],
    ["GPT", ["GPT"], "从左往右读、一次次说出下一个词元的 transformer。"],
  ),
  bert: term(
    ["BERT", ["BERT"], "A transformer that reads in both directions and learns by filling blanks."],
    ["BERT", ["BERT"], "左右两边都读、靠填空来学的 transformer。"],
  ),
  bagOfWords: term(
    [
      "bag of words",
      ["bag of words"],
      "Words without their order: only which there are, and how often.",
    ],
    ["词袋", ["词袋"], "不管次序的一堆词：只知道有哪些、各有几个。"],
  ),
  tfIdf: term(
    [
      "TF-IDF",
      ["TF-IDF"],
      "Weighs a word by how often it stands here and how rare it is elsewhere. Nothing of it is learned.",
    ],
    ["TF-IDF", ["TF-IDF"], "一个词在这里出现得多、在别处罕见，就更重。这里面没有什么是学来的。"],
  ),
  pointer: term(
    [
      "pointer",
      ["pointer(?:-generator| networks?)?"],
      "Answers by pointing: the weights over what was read are themselves the chances of what is written.",
    ],
    [
      "指针",
      ["指针(?:生成网络|网络|模型)?"],
      "用“指”来回答：落在原文上的权重，本身就是写出那个词的概率。",
    ],
  ),
  window: term(
    [
      "window",
      ["window"],
      "An attention that sees only so many neighbours; the cost grows with the length, not with its square.",
    ],
    ["窗口", ["(?<!切出)窗口"], "只看得见附近几个的注意力；开销随长度增长，而不是随长度的平方。"],
  ),
  linear: term(
    [
      "linear attention",
      ["linear(?: attention)?(?! layer| guess)"],
      "Replaces the exponential by a product of features, so that sums over the past can be carried along and no matrix of weights is made.",
    ],
    [
      "线性注意力",
      ["线性(?=注意力| \\d|的时间|的两个)"],
      "把指数换成特征的乘积，过去的总和就能随身带着走，不必做出权重矩阵。",
    ],
  ),
  sparse: term(
    [
      "entmax",
      ["entmax", "sparse"],
      "Like softmax, but weights that are small enough become exactly zero.",
    ],
    ["entmax", ["entmax", "稀疏"], "和 softmax 相似，只是小到一定程度的权重会恰好变成零。"],
  ),
  gradient: term(
    [
      "gradient",
      ["gradients?(?! descent)", "gradient descent"],
      "The direction in which the loss grows fastest; learning takes small steps against it.",
    ],
    ["梯度", ["梯度(?:下降)?"], "损失增长最快的方向；学习就是逆着它一小步一小步地走。"],
  ),
  loss: term(
    [
      "loss",
      ["loss(?! is one of)"],
      "One number that says how wrong a model is; training makes it smaller.",
    ],
    ["损失", ["(?<!真正的)损失"], "用一个数说出模型错得有多厉害；训练就是让它变小。"],
  ),
  crossEntropy: term(
    [
      "cross-entropy",
      ["cross-entropy"],
      "A loss: minus the logarithm of the probability that was given to the right answer.",
    ],
    ["交叉熵", ["交叉熵"], "一种损失：给正确答案的概率取对数，再加个负号。"],
  ),
  learningRate: term(
    ["learning rate", ["learning rate"], "How large a step against the gradient is."],
    ["学习率", ["学习率"], "逆着梯度走的那一步有多大。"],
  ),
  parameter: term(
    [
      "parameter",
      ["parameters?"],
      "A number of the model that training changes and that stays from one input to the next.",
    ],
    ["参数", ["参数"], "模型里由训练来改、从一份输入留到下一份的数。"],
  ),
  adam: term(
    [
      "Adam",
      ["Adam"],
      "An optimiser: each parameter has a step size of its own, from the gradients it has seen so far.",
    ],
    ["Adam", ["Adam"], "一种优化方法：每个参数有自己的步长，由它至今见过的梯度决定。"],
  ),
  weightDecay: term(
    [
      "weight decay",
      ["weight decay"],
      "All parameters are drawn a little towards zero at every step, which makes learning by heart harder.",
    ],
    ["权重衰减", ["权重衰减"], "每一步都把所有参数往零拉一点，死记硬背就没那么容易。"],
  ),
  heldOut: term(
    [
      "held out",
      ["held[- ]out"],
      "Kept from training and used for the score alone: what was learned has to be true beyond the samples it was learned from.",
    ],
    [
      "留出样本",
      ["留出(?:样本|的)?", "没见过的", "留作(?:测试|检验)"],
      "不参加训练、只用来打分的样本：学到的东西，得在没见过的地方也成立。",
    ],
  ),
  seed: term(
    [
      "seed",
      ["seeds?"],
      "The number from which all chance of a run is made: the same seed is the same run.",
    ],
    ["种子", ["种子"], "一次训练里所有的随机都由它而来：种子相同，训练就相同。"],
  ),
  greedy: term(
    [
      "greedy",
      ["greedy"],
      "To write the likeliest token at each step, and never to take one back.",
    ],
    ["贪心", ["贪心"], "每一步都写最可能的那个，写了就不反悔。"],
  ),
  convolution: term(
    [
      "convolution",
      ["convolutions?", "convolutional"],
      "The same small pattern is held against every place of a picture; each place learns what lies around it.",
    ],
    ["卷积", ["卷积"], "拿同样的小图样去和图上每一处比对，于是每个位置都知道自己周围有什么。"],
  ),
  patch: term(
    [
      "patch",
      ["patch(?:es)?"],
      "A small square of a picture, which is treated as a word of a sentence would be.",
    ],
    ["图块", ["图块"], "图上的一小方块，当作句子里的一个词来处理。"],
  ),
  visionTransformer: term(
    [
      "vision transformer",
      ["vision transformers?"],
      "A transformer whose words are patches of a picture.",
    ],
    ["视觉 Transformer", ["视觉 Transformer"], "把图块当作词的 transformer。"],
  ),
  reinforce: term(
    [
      "REINFORCE",
      ["REINFORCE"],
      "Learning by trying: choices that were followed by a reward are made a little more likely.",
    ],
    ["REINFORCE", ["REINFORCE"], "靠试来学：后来得了奖励的那些选择，以后就更容易做出。"],
  ),
  formant: term(
    [
      "formant",
      ["formants?", "resonances?"],
      "A frequency at which the mouth resounds; where the formants lie makes one vowel differ from another.",
    ],
    ["共振峰", ["共振峰", "共鸣"], "口腔产生共鸣的频率；元音之间的差别，就在共振峰的位置。"],
  ),
  melScale: term(
    [
      "mel scale",
      ["mel scale"],
      "Frequencies as the ear tells them apart: finely where they are low, coarsely where they are high.",
    ],
    ["mel 刻度", ["mel 刻度"], "按人耳的分辨力给频率标刻度：低处细，高处粗。"],
  ),
  frame: term(
    ["frame", ["frames?"], "A short piece of a sound, and how strong it is at each height."],
    ["帧", ["帧"], "声音的一小段，以及它在各个高低上有多强。"],
  ),
};
