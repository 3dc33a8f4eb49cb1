/** Second-level labels under which country domains are registered, by country; not the whole of the public list. */
const SECOND_LEVEL: Readonly<Record<string, string>> = {
	ae: 'ac co gov net org sch',
	ar: 'com edu gob gov int mil net org',
	at: 'ac co gv or',
	au: 'asn com edu gov id net org',
	bd: 'ac com edu gov net org',
	br: 'adv art blog com edu eco gov ind inf jus leg med mil net org tv',
	cn: 'ac com edu gov mil net org',
	co: 'com edu gov mil net nom org',
	cy: 'ac com gov net org',
	eg: 'com edu gov net org',
	es: 'com edu gob nom org',
	gr: 'com edu gov net org',
	hk: 'com edu gov idv net org',
	id: 'ac co desa go mil my net or sch web',
	il: 'ac co gov idf k12 muni net org',
	in: 'ac co edu firm gen gov ind mil net nic org res',
	jp: 'ac ad co ed go gr lg ne or',
	ke: 'ac co go info ne or sc',
	kr: 'ac co go hs kg mil ms ne or pe re sc',
	mx: 'com edu gob net org',
	my: 'com edu gov mil name net org',
	ng: 'com edu gov mil mobi name net org sch',
	nz: 'ac co cri geek gen govt health iwi kiwi maori mil net org parliament school',
	pe: 'com edu gob mil net nom org',
	ph: 'com edu gov mil net ngo org',
	pk: 'com edu fam gob gok gov net org web',
	pl: 'com edu gov info mil net org',
	pt: 'com edu gov net org',
	ro: 'com info nom org store',
	ru: 'ac edu gov int mil',
	sa: 'com edu gov med net org pub sch',
	sg: 'com edu gov net org per',
	th: 'ac co go in mi net or',
	tr: 'av bbs bel biz com dr edu gen gov info k12 mil name net org pol tel tv web',
	tw: 'com edu game gov idv mil net org',
	ua: 'com edu gov in net org',
	uk: 'ac co gov ltd me mod net nhs org plc police sch',
	us: 'dni fed isa kids nsn',
	uy: 'com edu gub mil net org',
	ve: 'co com edu gob info mil net org web',
	vn: 'ac biz com edu gov health info int name net org pro',
	za: 'ac co edu gov law mil net nom org school web'
};

/** Hosts of many owners, each of whom registers a name below them. */
const SHARED: ReadonlySet<string> = new Set([
	'appspot.com',
	'azurewebsites.net',
	'blogspot.com',
	'cloudfront.net',
	'fly.dev',
	'github.io',
	'gitlab.io',
	'herokuapp.com',
	'netlify.app',
	'pages.dev',
	'vercel.app',
	'web.app',
	'workers.dev'
]);

const suffixes: ReadonlySet<string> = new Set([
	...Object.entries(SECOND_LEVEL).flatMap(([country, labels]) =>
		labels.split(' ').map((label) => `${label}.${country}`)
	),
	...SHARED
]);

export type DomainPart = 'domain' | 'registered_domain' | 'top_level_domain' | 'subdomain';

/** The parts of a host name; undefined where no domain is registered in it. */
export function domainParts(text: string): Readonly<Partial<Record<DomainPart, string>>> | undefined {
	const domain = text.replace(/\.$/, '').toLowerCase();
	const labels = domain.split('.');
	if (labels.some((label) => !/^[^\s.:/@]{1,63}$/.test(label)) || /^[\d.]+$/.test(domain)) return undefined;
	const length = suffixes.has(labels.slice(-2).join('.')) ? 2 : 1;
	if (labels.length <= length) return undefined;
	const subdomain = labels.slice(0, -length - 1).join('.');
	return {
		domain,
		registered_domain: labels.slice(-length - 1).join('.'),
		top_level_domain: labels.slice(-length).join('.'),
		subdomain: subdomain === '' ? undefined : subdomain
	};
}
