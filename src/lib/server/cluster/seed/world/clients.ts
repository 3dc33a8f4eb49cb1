import { formatIp, parseIp } from '../../sql/ip';
import { type Random, Wheel } from '../random';
import { type Agent, agents } from './agents';
import { countries } from './countries';
import { hosts } from './hosts';

/** A visitor's machine: always the same address, place and program. */
export interface Client {
	/** Canonical text of the address. */
	readonly ip: string;
	/** The same as a decimal 128-bit number. */
	readonly ipNumber: string;
	readonly country: string;
	readonly location: { readonly x: number; readonly y: number };
	readonly agent: Agent;
	/** Position of the first of the ten machines in the nearest region. */
	readonly region: number;
	readonly weight: number;
}

const nearest: Readonly<Record<string, string>> = {
	Europe: 'fra',
	Africa: 'fra',
	'North America': 'iad',
	'South America': 'gru',
	Asia: 'sin',
	Oceania: 'sin'
};

const regionOf = (continent: string) =>
	hosts.findIndex((host) => host.name.startsWith(`web-${nearest[continent]}-`));

const V4_MAPPED = 0xffff_0000_0000;

/** Documentation and benchmark ranges are avoided on purpose: they would all fall into one CIDR block. */
function address(random: Random): Pick<Client, 'ip' | 'ipNumber'> {
	if (random.chance(0.08)) {
		const groups = Array.from({ length: 5 }, () => random.int(0, 0xffff).toString(16));
		const number =
			parseIp(`2a0${random.int(1, 9)}:${groups.join(':')}::${random.int(1, 0xfff).toString(16)}`) ?? 0n;
		return { ip: formatIp(number), ipNumber: String(number) };
	}
	const first = random.pick([31, 46, 62, 77, 81, 84, 88, 93, 109, 151, 176, 185, 188, 203, 212, 217]);
	const octets = [first, random.int(0, 255), random.int(0, 255), random.int(1, 254)];
	const number = octets.reduce((sum, octet) => sum * 256 + octet, 0);
	return { ip: octets.join('.'), ipNumber: String(V4_MAPPED + number) };
}

const cents = (degrees: number) => Math.round(degrees * 10_000) / 10_000;

/** Visitors by country; bots and tools are few but busy. */
export function makeClients(random: Random, count = 6000): readonly Client[] {
	const homes = new Wheel(countries.filter((country) => country.weight > 0));
	const programs = new Wheel(agents);
	return Array.from({ length: count }, (_, rank) => {
		const country = homes.spin(random);
		const agent = programs.spin(random);
		const busy = agent.kind === 'bot' || agent.kind === 'tool' ? 3 : 1;
		return {
			...address(random),
			country: country.iso,
			location: {
				x: cents(country.longitude + random.normal() * 0.6),
				y: cents(country.latitude + random.normal() * 0.4)
			},
			agent,
			region: regionOf(country.continent),
			weight: busy / (rank + 40) ** 0.6
		};
	});
}
