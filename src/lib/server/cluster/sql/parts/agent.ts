export type AgentPart = 'name' | 'version' | 'os.name' | 'os.version' | 'os.full' | 'device.name';

/** Programs, the more particular ones first; the first group is the version. */
const PROGRAMS: readonly (readonly [string, RegExp])[] = [
	['Googlebot', /Googlebot(?:-\w+)?(?:\/([\d.]+))?/],
	['bingbot', /bingbot\/([\d.]+)/],
	['YandexBot', /YandexBot\/([\d.]+)/],
	['DuckDuckBot', /DuckDuckBot(?:-\w+)?\/([\d.]+)/],
	['curl', /^curl\/([\d.]+)/],
	['Wget', /^Wget\/([\d.]+)/],
	['Python Requests', /python-requests\/([\d.]+)/],
	['Go-http-client', /Go-http-client\/([\d.]+)/],
	['okhttp', /okhttp\/([\d.]+)/],
	['PostmanRuntime', /PostmanRuntime\/([\d.]+)/],
	['Edge', /Edg(?:e|A|iOS)?\/([\d.]+)/],
	['Opera', /(?:OPR|Opera)\/([\d.]+)/],
	['Samsung Internet', /SamsungBrowser\/([\d.]+)/],
	['Vivaldi', /Vivaldi\/([\d.]+)/],
	['Firefox iOS', /FxiOS\/([\d.]+)/],
	['Chrome Mobile iOS', /CriOS\/([\d.]+)/],
	['HeadlessChrome', /HeadlessChrome\/([\d.]+)/],
	['Chrome Mobile', /Chrome\/([\d.]+) Mobile/],
	['Chrome', /Chrome\/([\d.]+)/],
	['Firefox Mobile', /Mobile;.*Firefox\/([\d.]+)/],
	['Firefox', /Firefox\/([\d.]+)/],
	['IE', /(?:MSIE |Trident\/.*rv:)([\d.]+)/],
	['Mobile Safari', /Version\/([\d.]+).*Mobile\/\S+ Safari\//],
	['Safari', /Version\/([\d.]+).*Safari\//],
	['Mobile Safari UI/WKWebView', /(?:iPhone|iPad).*AppleWebKit\/()/]
];

const SYSTEMS: readonly (readonly [string, RegExp])[] = [
	['Windows Phone', /Windows Phone(?: OS)? ([\d.]+)/],
	['Windows', /Windows NT ([\d.]+)/],
	['iOS', /(?:iPhone|iPad|iPod).* OS ([\d_]+)/],
	['Android', /Android(?: ([\d.]+))?/],
	['Mac OS X', /Mac OS X(?: ([\d_.]+))?/],
	['Chrome OS', /CrOS \S+ ([\d.]+)/],
	['Ubuntu', /Ubuntu(?:\/([\d.]+))?/],
	['Linux', /Linux()/]
];

const WINDOWS: Readonly<Record<string, string>> = {
	'10.0': '10',
	'6.3': '8.1',
	'6.2': '8',
	'6.1': '7',
	'6.0': 'Vista',
	'5.1': 'XP'
};

const DEVICES: readonly (readonly [string, RegExp])[] = [
	['Spider', /bot\b|crawler|spider/i],
	['iPhone', /iPhone/],
	['iPad', /iPad/],
	['Mac', /Macintosh/],
	['Generic Smartphone', /Android.*Mobile/],
	['Generic Tablet', /Android/]
];

function firstOf(list: readonly (readonly [string, RegExp])[], text: string) {
	for (const [name, pattern] of list) {
		const match = pattern.exec(text);
		if (match) return { name, version: match[1] || undefined };
	}
	return undefined;
}

/** What a User-Agent header tells of program, system and device: the well-known ones, `Other` for the rest. */
export function agentParts(text: string): Readonly<Partial<Record<AgentPart, string>>> {
	const program = firstOf(PROGRAMS, text);
	const system = firstOf(SYSTEMS, text);
	const raw = system?.version?.replaceAll('_', '.');
	const version = system?.name === 'Windows' ? (WINDOWS[raw ?? ''] ?? raw) : raw;
	return {
		name: program?.name ?? 'Other',
		version: program?.version,
		'os.name': system?.name,
		'os.version': version,
		'os.full': system && (version === undefined ? system.name : `${system.name} ${version}`),
		'device.name': firstOf(DEVICES, text)?.name ?? 'Other'
	};
}
