/** A text cut to so many characters. */
export const fit = (text: string, room: number): string =>
	text.length > room ? `${text.slice(0, room - 1)}…` : text;
