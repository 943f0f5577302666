import type { Captions } from "./captions.ts";

export const zh: Captions = {
  variant: (title) => `，变体“${title}”`,
  changed: (list) => `；改动：${list}`,
  run: (lesson, variant, changes, seed, step) =>
    `softlook，课程“${lesson}”${variant}${changes}；种子 ${seed}，第 ${step} 步。`,
  ownData: "用自己带来的数据训练。",
  typed: (text) => `例子是手工输入的：“${text}”。`,
  heldOut: (example) => `留出的第 ${example} 个例子，没有参加过训练。`,
  weights: "行是在看的位置（查询），列是被看的位置（键），每个数是一个权重。",
  oneHead: (head, heads) => `共 ${heads} 个头，这是第 ${head} 个。`,
  meanHead: (heads) => `${heads} 个头的平均。`,
  compareMaps:
    "每幅图是一次训练：行是在看的位置（查询），列是被看的位置（键）。各次训练从同一个种子出发，走在同一步上。",
  who: (letter, title) => `${letter}：${title}`,
  whoIsWho: (who) => `${who.join("；")}。`,
  compareLosses: "横轴是训练步数，纵轴是平滑后的训练损失（对数刻度）。各次训练从同一个种子出发。",
  truth: "加框的是正确位置。",
  heads: "每幅小图是一个头：行在看，列被看。数字是各行的平均。",
  calculator:
    "Q 的每一行在问，K 的每一行用来被找到，V 的每一行带来内容。分数和权重：一行一个查询，一列一个键。",
  image: (rows, columns) => `图像分成 ${rows} × ${columns} 块，越蓝的块权重越大。`,
  imageQuery: (row) => `从这里看：${row}。`,
  sound:
    "时间从左到右。上图是各频带的强度，高频在上；下图一行一个字母，一列一个时刻，取各头的平均。",
  seconds: "秒",
  tokens: "逐个位置的回答，百分数是概率。虚框的答错了，正确答案写在下面。",
  writer: "开头，以及模型续写的内容：每个词元和它的概率。",
  prediction: (of) => `上一行是预测的 ${of}，下一行是真实的。`,
  score: "横轴是训练步数，纵轴是在没有训练过的样本上的成绩。",
  loss: "横轴是训练步数，纵轴是训练损失（对数刻度）；色带包含每一步，线是平滑后的。",
  lengths: "横轴是长度，纵轴是整句全对的样本所占的比例，样本都从未训练过。",
  cost: "横轴是长度，纵轴是一个训练步所需的毫秒数，每步一段文本。两轴都是对数刻度，在一台机器上测得。",
  saturation:
    "横轴是每个向量有几个数。上图是一行权重的熵，256 个随机的查询问八个随机的键，取平均；下图是传到一行分数上的梯度的范数，取居中的一行，对数刻度。",
  steps: "步",
  masked: "划去的：看不见",
};
