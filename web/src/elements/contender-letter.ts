/** What each of those compared is known by, in every picture: no colour says it alone. */
export const letterOf = (i: number): string => "ABCD"[i]!;
