/** A piece of the user's text inside a message: in quotes, and short however long it is. */

const LONGEST = 60;

/** `"text"`, cut after 60 characters. Control characters are left for the printer to replace. */
export function quote(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST + 2)];
  return characters.length > LONGEST ? `"${characters.slice(0, LONGEST).join("")}…"` : `"${text}"`;
}
