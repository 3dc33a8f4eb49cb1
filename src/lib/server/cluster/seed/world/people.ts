import { type Random, Wheel } from '../random';
import { asciiName, firstNames, lastNames } from './names';

export type Gender = keyof typeof firstNames;

export interface Person {
	readonly first: string;
	readonly last: string;
	readonly gender: Gender;
	/** `first.last` in ASCII, with a number when somebody before has the same; never twice. */
	readonly user: string;
}

const genders = new Wheel([
	{ gender: 'F', weight: 47 },
	{ gender: 'M', weight: 47 },
	{ gender: 'X', weight: 6 }
] as const);

/** Made-up people. */
export function makePeople(random: Random, count: number): readonly Person[] {
	const namesakes = new Map<string, number>();
	return Array.from({ length: count }, () => {
		const { gender } = genders.spin(random);
		const first = random.pick<string>(firstNames[gender]);
		const last = random.pick(lastNames);
		const user = `${asciiName(first)}.${asciiName(last)}`;
		const before = namesakes.get(user) ?? 0;
		namesakes.set(user, before + 1);
		return { first, last, gender, user: before === 0 ? user : `${user}${before + 1}` };
	});
}
