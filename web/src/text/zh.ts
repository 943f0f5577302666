import type { Text } from "./text.ts";

export const zh: Text = {
  languageName: "中文",

  promise: "在浏览器里训练的注意力游乐场。",
  lessons: "课程",
  allLessons: "全部课程",
  lessonPlace: (number, count) => `第 ${number} 课，共 ${count} 课`,
  moreLessons: "其他课程",
  previousLesson: "← 上一课",
  nextLesson: "下一课 →",
  layer: "换个讲法",
  layers: { idea: "想法", maths: "数学", code: "代码" },
  language: "语言",
  theme: "配色",
  themes: { auto: "自动", light: "浅色", dark: "深色" },
  loadingLesson: "正在载入课文……",
  lessonFailed: "课文没能载入，请检查网络连接。",
  embedTitle: "放进你的网页",
  embedLead:
    "一个 script 标签，加一个元素，此外什么都不用装：没有账号，没有服务器，训练就在读者自己的设备上进行。",
  copy: "复制",
  copied: "已复制",
  copyFailed: "请选中文字手动复制",
  embedAttributes: "属性",
  attributes: {
    lesson: "哪一课",
    lang: "en 或 zh；不写则跟随所在页面",
    seed: "一个整数；种子相同，训练过程逐比特相同",
    variant: "这一课的哪个变体（如果有）",
    pace: "slow、lively 或 flat-out",
    theme: "light 或 dark；不写则跟随所在页面",
  },
  footer: "自由、开源。你在这里做的一切，都不会离开这个页面。",

  region: (lesson) => `注意力游乐场：${lesson}`,
  controls: "训练控制",
  play: "训练",
  pause: "暂停",
  step: "走一步",
  reset: "重置",
  resetHint: "用同一个种子从头再来",
  newSeed: "换种子",
  newSeedHint: "换一个随机起点，从头再来",
  seed: "种子",
  seedWrong: (largest) => `种子是 0 到 ${largest} 之间的整数。`,
  pace: "速度",
  paces: { slow: "慢", lively: "轻快", "flat-out": "全速" },
  paceHints: {
    slow: "每秒 5 步",
    lively: "每秒 300 步",
    "flat-out": "这台机器能跑多快就跑多快",
  },
  shortcuts: "键盘快捷键",
  shortcutList: [
    ["空格", "训练或暂停"],
    ["S", "走一步"],
    ["R", "重置，种子不变"],
    ["N", "换种子"],
    ["← ↑ → ↓", "在图中移动"],
    ["Enter", "锁定一格"],
    ["Esc", "解除锁定"],
  ],
  shortcutScope: "焦点在这个框内时有效。",
  starting: "正在启动引擎……",
  variant: "变体",
  notInVariant: "这里没有可看的：这个变体没有这样东西。",

  stepCount: "步数",
  progress: "目标进度",
  measures: {
    error: {
      name: "误差",
      hint: "在从未训练过的样本上：损失，相对于“永远给出同一个最佳答案”的损失",
      unit: "相对于总答同一个",
    },
    right: {
      name: "答对",
      hint: "在从未训练过的样本上：逐个答案来看，答对的比例",
      unit: "的答案",
    },
    whole: {
      name: "全对",
      hint: "在从未训练过的样本上：每一个答案都对的样本所占的比例",
      unit: "的样本",
    },
    aligned: {
      name: "看对位置",
      hint: "在从未训练过的样本上：最大的权重落在正确位置的比例",
      unit: "的查询",
    },
    attended: {
      name: "权重落对",
      hint: "在从未训练过的样本上：落在正确位置上的权重占全部权重的比例",
      unit: "的权重",
    },
  },
  goalReached: (goal) => `${goal} 步已完成，再按“训练”可以继续。`,

  matrixTitle: "每个位置在看哪里",
  looksFrom: "谁在看",
  looksAt: "看向谁",
  matrixLabel: "注意力权重。每一行是一个在看的位置，每一列是一个被看的位置。",
  weightLegend: "权重",
  truthLegend: "正确位置",
  predictsRow: (row, name) => `${row} 这一行用来预测 ${name}`,
  looks: (row, column, weight, right) =>
    `${row} 看向 ${column}，权重 ${weight}${right ? "（正确位置）" : ""}`,
  locked: "已锁定。再点一次或按 Esc 解除。",
  unlocked: "已解除锁定。",
  lockHint: "悬停或用方向键查看三位小数；点击或按 Enter 锁定。",
  notANumber: "不是数",

  head: "注意力头",
  everyHead: "全部取平均",
  headNumber: (number) => `第 ${number} 头`,

  ofBlock: (number) => `：第 ${number} 层`,

  headsTitle: "每个头在做什么",
  headsHint: "数字都是各行的平均。选一个头，可以放大来看。",
  headLabel: (head, numbers) => `第 ${head} 头：${numbers}`,
  headPatterns: {
    entropy: "熵",
    distance: "距离",
    previous: "前一个",
    first: "第一个",
    same: "自己",
    truth: "正确",
  },
  headPatternHints: {
    entropy: "熵，单位是比特：0 表示只看一处；每多一比特，看的地方就多一倍",
    distance: "平均看向多少个位置以外",
    previous: "落在前一个位置上的权重",
    first: "落在第一个位置上的权重",
    same: "落在自己这个位置上的权重",
    truth: "落在正确位置上的权重",
  },
  bits: (value) => `${value} 比特`,

  tokensTitle: "它的回答",
  tokensRead: "读到",
  tokensLabel: "逐个位置的回答",
  answerAt: (place, answer, chance, right) =>
    `位置 ${place}：答“${answer}”，概率 ${chance}；正确答案是“${right}”`,
  answerUnasked: (place, answer, chance) =>
    `位置 ${place}：答“${answer}”，概率 ${chance}；这里不要求作答`,
  otherAnswers: (list) => `其次是 ${list}`,
  rightAnswer: "对",
  wrongAnswer: "错",
  tokensRight: (right, all) => `${all} 个回答中对了 ${right} 个。`,

  imageTitle: "它在看图的哪里",
  imageOverlay: "显示权重",
  imageQuery: "谁在看",
  imageLabel: (rows, columns, sentence) =>
    `一幅图，分成 ${rows} × ${columns} 块，上面叠着注意力权重。${sentence}`,
  imageAt: (row, column, weight, right) =>
    `第 ${row} 行第 ${column} 列：权重 ${weight}${right ? "（正确位置）" : ""}`,

  soundTitle: "它听到了什么",
  soundPlay: "播放",
  soundStop: "停止",
  soundLabel: (seconds) => `${seconds} 秒声音的频谱图：从左到右是时间，低音在下。`,
  soundLetters: "每个字母在听哪一段：一行一个字母，时间轴与上图相同。",
  soundAt: (letter, time, weight) => `“${letter}”在听第 ${time} 秒，权重 ${weight}`,
  soundSilent: "这个浏览器放不出声音。",

  typedTitle: "自己试一个",
  typedLabel: "你自己的例子",
  typedShow: "看看",
  typedClear: "回到给定的例子",
  typedHint: "按下之后，各幅图讲的就都是你写的这一句。",
  typedShown: (text) => `正在展示：“${text}”。`,
  typedWritten: (answer) => `它写道：${answer}`,
  typedRefused: "这一句读不懂：",

  ownData: "用你自己的数据",
  ownDataPaste: "粘贴到这里",
  ownDataChoose: { one: "选择文件……", several: "选择文件（可多选）……" },
  ownDataDrop: "也可以把文件拖进来。",
  ownDataTrain: "用它训练",
  ownDataBack: "回到生成的数据",
  ownDataChecking: "正在读取……",
  ownDataPasted: "粘贴的内容",
  ownDataBytes: (name, bytes) => `${name}：${bytes} 字节`,
  ownDataBegins: "开头是：",
  ownDataUsed: (list) => `这一课正在用你的数据（${list}）。`,
  ownDataNotUsed: "这一课正在用生成的数据。你带来的内容不会离开这个页面。",
  ownDataNotTaken: (variants) => `这个变体的样本由它自己生成，不接受数据。可以换成：${variants}。`,
  ownDataRefused: "这份数据没法用来训练，原来的训练保持原样。",
  ownDataEmpty: "里面什么都没有，请换一份有内容的。",
  ownDataLarge: (megabytes) => `超过了这里的上限 ${megabytes} MB，请截取其中一部分。`,
  ownDataSeveral: "这里一次只收一个文件，请只选一个。",
  ownDataUnread: "浏览器没能读出它，这个文件还在原处吗？",

  calculatorTitle: "动手算一遍",
  calculatorParts: {
    queries: { sign: "Q", words: "查询：每一行要问什么" },
    keys: { sign: "K", words: "键：每一行凭什么被找到" },
    values: { sign: "V", words: "值：每一行带来什么" },
  },
  calculatorField: (sign, row, column) => `${sign} 第 ${row} 行第 ${column} 个数`,
  calculatorScores: "分数：每个查询对每个键",
  calculatorWeights: "权重：逐行做 softmax",
  calculatorOutput: "输出：权重乘以值",
  calculatorBits: (entropy) => `${entropy} 比特`,
  calculatorHow: (row, column, score, power, sum, weight) =>
    `查询 ${row} 对键 ${column}：分数 ${score}，e 的这么多次方是 ${power}，这一行的总和是 ${sum}，所以权重是 ${weight}。`,
  calculatorHint:
    "Q、K、V 里的数都可以改。悬停或用方向键，看一个权重是怎么来的；单击或按回车键锁定。",
  calculatorHeat: "假如把分数除以",
  calculatorWhatIf: (factor, entropy, most) =>
    `${factor}：每行平均 ${entropy} 比特（最多 ${most}）`,

  scoreTitle: (measure) => `成绩：${measure}`,
  scoreLabel: (measure, list) => `在从未训练过的样本上，${measure}随步数的变化。${list}`,
  scoreEmpty: "还没有成绩。",
  scoreAt: (name, step, value) => `${name}：第 ${step} 步 ${value}`,
  scoreRun: "这次训练",
  scoreHint: "每个变体都留着最近一次训练的曲线：换一个变体再练，就能比较。",

  lossTitle: "损失",
  lossLabel: (step, value) => `训练损失曲线，对数坐标。第 ${step} 步的平滑值为 ${value}。`,
  lossEmpty: "还没有训练。走出第一步，曲线就开始了。",
  lossAt: (steps, value, smoothed) => `第 ${steps} 步：${value}，平滑后 ${smoothed}`,
  lossHint: "细线是每一步的损失，粗线是平滑后的走势。",

  predictionTitle: (name) => `对 ${name} 的预测`,
  predictionLabel: (name) => `${name} 的各个分量：第一行是预测，第二行是真值。`,
  predicted: "预测",
  actual: "真值",
  numberAt: (place) => `第 ${place} 个数`,
  predictionAt: (column, predicted, actual) => `${column}：预测 ${predicted}，真值 ${actual}`,
  predictionHint: "上下两行颜色越像，预测得越准。",

  tryAgain: "再试一次",
  detail: "详情",
  failures: {
    unsupported: {
      what: "这个浏览器运行不了训练引擎。",
      remedy:
        "引擎需要带 SIMD 和异常支持的 WebAssembly，画面需要较新的 CSS：Chrome 和 Edge 123 起、Firefox 128 起、Safari 17.5 起都有。请更新浏览器，或换一个浏览器打开。",
    },
    worker: {
      what: "训练引擎没能启动。",
      remedy:
        "它的脚本没有载入。请检查网络连接，以及是否有内容拦截插件或 Content-Security-Policy 禁止了 worker，然后再试一次。",
    },
    forbidden: {
      what: "这个页面禁止运行 WebAssembly。",
      remedy:
        "这是页面的内容安全策略（CSP）规定的。要放行，请网站管理者在 script-src 中加入 'wasm-unsafe-eval'。",
    },
    missing: {
      what: "训练引擎没能载入。",
      remedy: "WebAssembly 文件没有送达。请检查网络连接，然后再试一次。",
    },
    corrupt: {
      what: "收到的训练引擎是坏的。",
      remedy:
        "收到的内容不是本页所需的 WebAssembly 文件。请清除缓存后重新载入；如果仍然如此，说明服务器上的文件已损坏或版本不符。",
    },
    lesson: {
      what: "没有这一课。",
      remedy: "请检查元素的 lesson 属性。",
    },
    picture: {
      what: "有一幅图没能画出来。",
      remedy: "训练和其他的图照常进行。按“重置”可以重画。",
    },
    engine: {
      what: "训练停下了。",
      remedy: "图中是停下之前最后的画面。可以重置，或换一个种子重新开始。",
    },
  },
  unknownLesson: (name, known) => `“${name}”不在其中：${known}`,
};
