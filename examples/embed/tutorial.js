// The element tells the page what happens in it; here the page answers when the goal is reached.
const playground = document.querySelector("soft-look");
const result = document.querySelector("#result");

playground.addEventListener("done", ({ detail: { step, score } }) => {
  const right = score ? Math.round(score.aligned * 100) : "?";
  result.textContent = `你的模型走完了 ${step} 步，在没见过的序列里，每一百条有 ${right} 条看对了位置。现在翻开那张纸，对一对答案。`;
});
