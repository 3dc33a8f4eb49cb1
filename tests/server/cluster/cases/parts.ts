import type { Case } from './case';

const windows =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.6367.60 Safari/537.36';
const phone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 14_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0 Mobile/15E148 Safari/604.1';

const uri = (text: string) => `ROW u = "${text}" | URI_PARTS p = u | DROP u`;
const domain = (text: string, rows: Case['rows']): Case => ({
	query: `ROW u = "${text}" | REGISTERED_DOMAIN d = u | DROP u`,
	columns: 'd.domain:keyword, d.registered_domain:keyword, d.top_level_domain:keyword, d.subdomain:keyword',
	rows
});
const agent = (text: string, ...rows: unknown[][]): Case => ({
	query: `ROW u = "${text}" | USER_AGENT a = u | DROP u`,
	columns:
		'a.name:keyword, a.version:keyword, a.os.name:keyword, a.os.version:keyword, a.os.full:keyword, a.device.name:keyword',
	rows
});

/** URI_PARTS, REGISTERED_DOMAIN, USER_AGENT. */
export const parts: readonly Case[] = [
	{
		query: uri('https://kim:p%20w@www.example.com:8443/a/b.tar.gz?q=1#top'),
		columns:
			'p.domain:keyword, p.fragment:keyword, p.path:keyword, p.extension:keyword, p.port:integer, p.query:keyword, p.scheme:keyword, p.user_info:keyword, p.username:keyword, p.password:keyword',
		rows: [['www.example.com', 'top', '/a/b.tar.gz', 'gz', 8443, 'q=1', 'https', 'kim:p w', 'kim', 'p w']]
	},
	{ query: uri('/only/path'), rows: [[null, null, '/only/path', null, null, null, null, null, null, null]] },
	{
		query: `${uri('http://[2001:db8::1]:80/')} | KEEP p.domain, p.port`,
		rows: [['[2001:db8::1]', 80]]
	},
	{
		query: `${uri('not a uri')} | KEEP p.path`,
		rows: [[null]],
		warnings: [
			'Line 1:23: evaluation of [URI_PARTS p = u] failed, treating result as null. Only first 20 failures recorded.',
			'Line 1:23: java.lang.IllegalArgumentException: unable to parse [not a uri]'
		]
	},
	{
		query: 'ROW u = 1 | URI_PARTS p = u',
		refused: /Input for URI_PARTS must be of type \[string\] but is \[integer\]/
	},
	{
		query: 'FROM shelf | REGISTERED_DOMAIN d = CONCAT(name, ".example.org") | SORT id | LIMIT 1 | KEEP d.*',
		rows: [['anvil.example.org', 'example.org', 'org', 'anvil']]
	},
	domain('www.shop.example.co.uk', [['www.shop.example.co.uk', 'example.co.uk', 'co.uk', 'www.shop']]),
	domain('Example.com', [['example.com', 'example.com', 'com', null]]),
	domain('co.uk', [[null, null, null, null]]),
	domain('10.0.0.1', [[null, null, null, null]]),
	domain('kim.github.io', [['kim.github.io', 'kim.github.io', 'github.io', null]]),
	agent(windows, ['Chrome', '124.0.6367.60', 'Windows', '10', 'Windows 10', 'Other']),
	agent(phone, ['Mobile Safari', '14.0', 'iOS', '14.0', 'iOS 14.0', 'iPhone']),
	agent('curl/8.5.0', ['curl', '8.5.0', null, null, null, 'Other']),
	agent('something else', ['Other', null, null, null, null, 'Other']),
	{
		query: 'ROW u = "x" | USER_AGENT a = u WITH {"extract_device_type": true}',
		refused: /USER_AGENT takes no options on this cluster/
	},
	{
		query: 'ROW u = "10.0.0.1"::ip | IP_LOCATION l = u',
		refused: /IP_LOCATION is not available on this cluster: it needs a database of locations/
	}
];
