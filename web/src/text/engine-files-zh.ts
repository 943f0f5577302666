import { type Pattern, pattern } from "./engine-pattern.ts";

const found = (what: string) =>
  what === "the loss" ? "损失" : what.replace(/^the gradient of (.+)$/s, "$1 的梯度");

/** Why a file cannot be loaded, and why a run cannot go on. */
export const files: readonly Pattern[] = [
  pattern(
    "the file has <n> bytes, and the length of its header alone takes 8: it is cut short",
    (has) => `文件只有 ${has} 个字节，光是文件头的长度就要占 8 个：文件不完整，请重新保存或下载。`,
  ),
  pattern(
    "the first 8 bytes announce a header of <n> bytes, and at most <n> are read: this is hardly a safetensors file",
    (length, most) =>
      `前 8 个字节说文件头有 ${length} 个字节，而最多读 ${most} 个：这大概不是 safetensors 文件，请另选一个。`,
  ),
  pattern(
    "the header must have <n> bytes, but the file ends after <n> of them: it is cut short",
    (wanted, has) =>
      `文件头应有 ${wanted} 个字节，文件却在第 ${has} 个之后就结束了：文件不完整，请重新保存或下载。`,
  ),
  pattern(
    "the header is not UTF-8 at byte <n>: this is hardly a safetensors file",
    (at) =>
      `文件头从第 ${Number(at) + 1} 个字节起不是 UTF-8 文字：这大概不是 safetensors 文件，请另选一个。`,
  ),
  pattern(
    "the header must begin with <q> at byte 8, and <any>: this is hardly a safetensors file",
    (sign) => `文件头应以 ${sign} 开头，这里却不是：这大概不是 safetensors 文件，请另选一个。`,
  ),
  pattern(
    "the header <any> at byte <n>, where <any> must be",
    (_has, at) => `文件头在第 ${Number(at) + 1} 个字节处写错了：文件已损坏，请另选一个。`,
  ),
  pattern(
    "the data have <n> bytes, but the tensors use <n>: nothing may be left over",
    (has, used) => `数据有 ${has} 个字节，张量却用了 ${used} 个：文件已损坏，请另选一个。`,
  ),
  pattern(
    "tensor <q> has the data_offsets <any>, but the data have <n> bytes: the file is cut short",
    (name, _offsets, has) =>
      `张量 ${name} 超出了数据的末尾，数据只有 ${has} 个字节：文件不完整，请重新保存或下载。`,
  ),
  pattern("tensor <q> <any>", (name) => `张量 ${name} 写得不对：文件已损坏，请另选一个。`),
  pattern(
    "<q> has the shape <any>, but this model needs <any>",
    (name, has, needs) =>
      `${name} 的形状是 ${has}，而这个模型需要 ${needs}；请选同样设置下存的文件。`,
  ),
  pattern(
    "<q> has a number that is not finite",
    (name) => `${name} 里有不是有限数的值；请选更早存的文件。`,
  ),
  pattern(
    "<q> is no parameter of this model",
    (name) => `${name} 不是这个模型的参数；请选同一模型存的文件。`,
  ),
  pattern(
    "the file has no tensor called <q>; it has <any>",
    (name) => `文件里没有张量 ${name}；请选同一模型存的文件。`,
  ),
  pattern(
    "it is no checkpoint of this version of softlook: its format is <q>, not <q>; a file of parameters alone can be loaded as parameters",
    (format) => `这不是这个版本的 softlook 存的检查点：它的格式是 ${format}；请选本版本存的文件。`,
  ),
  pattern(
    "the metadata have no <q>; is it a file of parameters alone?",
    (name) => `文件的元数据里没有 ${name}，可能只存了参数；请选一个检查点文件。`,
  ),
  pattern(
    "the metadata have no <q>; save the run again with all of them",
    (name) => `文件的元数据里没有 ${name}；请重新保存那次训练。`,
  ),
  pattern(
    "<q> must be a whole number from 0 to <n>, got <q>",
    (name, most, got) =>
      `文件里的 ${name} 须是 0 到 ${most} 的整数，现在是 ${got}：文件已损坏，请另选一个。`,
  ),
  pattern("<q> must be bytes, U8", (name) => `文件里的 ${name} 须是字节：文件已损坏，请另选一个。`),
  pattern(
    "it is of another config: its <any> is <q>, here it is <q>; load it as a new session",
    (what, theirs, ours) =>
      `它是另一种设置下的训练：${what} 在文件里是 ${theirs}，这里是 ${ours}；请先改成一样的设置。`,
  ),
  pattern(
    "it is of other data than this session; load it as a new session",
    () => "它是用别的数据训练的；请先载入同样的数据。",
  ),
  pattern(
    "the run diverged after step <n>: <any> was <n> in the next one, which was not taken; <any>",
    (step, what, got, advice) =>
      `训练在第 ${step} 步之后发散了：下一步里${found(what!)}变成了 ${got}，所以没有走那一步。${remedy(advice!)}`,
  ),
];

function remedy(advice: string): string {
  if (advice === "give smaller numbers") return "请把给的数改小。";
  if (advice.startsWith("nothing has been learned")) {
    return "还什么都没学到，说明样本或设定的参数太大；请把它们改小。";
  }
  return "请重新开始，或回到更早的检查点，并把学习率（`learning-rate`）改小，或开启梯度裁剪（`clip`）。";
}
