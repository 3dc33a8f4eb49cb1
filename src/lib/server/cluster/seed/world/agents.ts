/** A program that visits the shop. */
export interface Agent {
	readonly name: string;
	readonly version: string;
	/** The whole User-Agent header. */
	readonly header: string;
	readonly kind: 'desktop' | 'mobile' | 'bot' | 'tool';
	readonly weight: number;
}

const windows = 'Windows NT 10.0; Win64; x64';
const mac = 'Macintosh; Intel Mac OS X 10_15_7';
const linux = 'X11; Linux x86_64';
const iphone = 'iPhone; CPU iPhone OS 18_5 like Mac OS X';
const android = 'Linux; Android 15; Pixel 9';

const chrome = (version: string, system: string, weight: number): Agent => ({
	name: system === android ? 'Chrome Mobile' : 'Chrome',
	version,
	header: `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}${system === android ? ' Mobile' : ''} Safari/537.36`,
	kind: system === android ? 'mobile' : 'desktop',
	weight
});

const firefox = (version: string, system: string, weight: number): Agent => ({
	name: 'Firefox',
	version,
	header: `Mozilla/5.0 (${system}; rv:${version}) Gecko/20100101 Firefox/${version}`,
	kind: 'desktop',
	weight
});

const safari = (version: string, system: string, weight: number): Agent => ({
	name: system === iphone ? 'Mobile Safari' : 'Safari',
	version,
	header: `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version}${system === iphone ? ' Mobile/15E148' : ''} Safari/605.1.15`,
	kind: system === iphone ? 'mobile' : 'desktop',
	weight
});

const edge = (version: string, weight: number): Agent => ({
	name: 'Edge',
	version,
	header: `Mozilla/5.0 (${windows}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36 Edg/${version}`,
	kind: 'desktop',
	weight
});

const plain = (
	name: string,
	version: string,
	header: string,
	kind: Agent['kind'],
	weight: number
): Agent => ({
	name,
	version,
	header,
	kind,
	weight
});

export const agents: readonly Agent[] = [
	chrome('139.0.7258.66', windows, 16),
	chrome('138.0.7204.184', windows, 9),
	chrome('138.0.7204.100', mac, 8),
	chrome('136.0.7103.114', linux, 3),
	chrome('139.0.7258.62', android, 15),
	chrome('137.0.7151.115', android, 6),
	safari('18.5', iphone, 14),
	safari('17.6', iphone, 5),
	safari('18.4', mac, 5),
	firefox('141.0', windows, 4),
	firefox('140.1.0', linux, 2),
	firefox('128.13.0', mac, 1),
	edge('138.0.3351.121', 4),
	edge('137.0.3296.93', 2),
	plain(
		'Googlebot',
		'2.1',
		'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
		'bot',
		2.2
	),
	plain(
		'bingbot',
		'2.0',
		'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
		'bot',
		1.2
	),
	plain('AhrefsBot', '7.0', 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'bot', 0.8),
	plain('curl', '8.14.1', 'curl/8.14.1', 'tool', 0.5),
	plain('python-requests', '2.32.4', 'python-requests/2.32.4', 'tool', 0.5),
	plain('Go-http-client', '2.0', 'Go-http-client/2.0', 'tool', 0.3),
	plain('okhttp', '5.0.0-alpha.14', 'okhttp/5.0.0-alpha.14', 'tool', 0.5)
];
