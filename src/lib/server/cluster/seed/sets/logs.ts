import { textLiteral } from '../../literal';
import { encodeVersion } from '../../sql/version';
import {
	chanceMacros,
	type DataSet,
	field,
	multiField,
	scaled,
	type SeedContext,
	type SeedTable,
	temporary
} from '../dataset';
import { rowsSql, slotsSql } from '../rows';
import { momentsSql } from '../spans';
import { type Agent, agents } from '../world/agents';
import type { Client } from '../world/clients';
import { hosts } from '../world/hosts';

const DOCUMENTS = 1_000_000;
const INDICES = 4;
const SLOTS = 65_536;

const fields = [
	field('@timestamp', 'date', 'time'),
	field('client.geo.country_iso_code', 'keyword', 'country'),
	field('client.geo.location', 'geo_point', 'location'),
	field('client.ip', 'ip', 'ip_number'),
	field('event.duration', 'long', 'duration'),
	field('event.id', 'unsigned_long', 'dice(n, 0) | 9223372036854775808'),
	field('host.name', 'keyword', 'host'),
	field('http.request.method', 'keyword', 'verb'),
	field('http.response.body.bytes', 'long', 'sent'),
	field('http.response.status_code', 'integer', 'status'),
	field('log.level', 'keyword', 'level'),
	field(
		'message',
		'text',
		`ip || ' - - [' || strftime(time, '%d/%b/%Y:%H:%M:%S +0000') || '] "' || verb || ' ' || path || ' ' ||
		protocol || '" ' || status || ' ' || sent || ' "' || referrer || '" "' || agent_header || '"'`
	),
	field('service.name', 'keyword', 'service'),
	multiField('tags', 'keyword', 'nullif(list_filter(marks, lambda mark: mark IS NOT NULL), [])'),
	field('url.path', 'keyword', 'path'),
	field('user_agent.name', 'keyword', 'agent_name'),
	field('user_agent.version', 'version', 'agent_version')
];

const list = (items: readonly string[]) => `[${items.map(textLiteral).join(', ')}]`;

/** Which machine, path, visitor; what went wrong at the time. */
const visits = (from: number, until: number) => `
	SELECT m.n, m.time, p.path, p.service, p.kind, p.method, p.bytes, p.millis, c.* EXCLUDE (slot),
		coalesce(t.level, 0) AS trouble,
		u(m.n, 1) AS luck,
		${list(hosts.map((host) => host.name))}[
			1 + (CASE WHEN u(m.n, 2) < 0.86 THEN c.region + dice(m.n, 3) % 10 ELSE dice(m.n, 3) % ${hosts.length} END)::INTEGER
		] AS host
	FROM (SELECT * FROM log_moments WHERE n >= ${from} AND n < ${until}) m
	JOIN log_paths p ON p.slot = (dice(m.n, 4) % ${SLOTS})::BIGINT
	JOIN log_clients c ON c.slot = (dice(m.n, 5) % ${SLOTS})::BIGINT
	LEFT JOIN log_troubles t ON t.span = m.span AND t.service = p.service`;

const statuses = (source: string) => `
	SELECT *,
		CASE
			WHEN method <> 'GET' THEN method
			WHEN u(n, 6) < 0.012 THEN 'HEAD'
			WHEN u(n, 6) < 0.016 AND kind = 'api' THEN 'OPTIONS'
			ELSE 'GET'
		END AS verb,
		CASE
			WHEN kind = 'probe' THEN CASE WHEN luck < 0.12 THEN 403 ELSE 404 END
			WHEN luck < 0.0015 + 0.45 * trouble THEN pick([500, 500, 502, 503, 503, 504], n, 7)
			WHEN u(n, 8) < 0.004 THEN 499
			WHEN agent_kind IN ('bot', 'tool') AND u(n, 8) < 0.03 THEN 429
			WHEN agent_kind = 'bot' AND u(n, 8) < 0.09 THEN 404
			WHEN kind = 'private' AND u(n, 8) < 0.06 THEN CASE WHEN u(n, 8) < 0.05 THEN 401 ELSE 403 END
			WHEN method IN ('POST', 'PUT') AND u(n, 8) < 0.025 THEN pick([400, 409, 422], n, 7)
			WHEN u(n, 8) < 0.012 THEN 404
			WHEN kind = 'asset' AND u(n, 8) > 0.7 THEN 304
			WHEN kind = 'asset' AND u(n, 8) > 0.69 THEN 206
			WHEN kind IN ('page', 'private') AND method = 'GET' AND u(n, 8) > 0.972 THEN pick([301, 302, 302, 303], n, 7)
			WHEN method = 'POST' THEN 201
			WHEN method = 'DELETE' THEN 204
			ELSE 200
		END AS status
	FROM (${source})`;

const answers = (source: string) => `
	SELECT *,
		CASE
			WHEN verb IN ('HEAD', 'OPTIONS') OR status IN (204, 304, 499) THEN 0
			WHEN status >= 500 THEN 180 + dice(n, 9) % 900
			WHEN status >= 400 THEN 90 + dice(n, 9) % 2400
			WHEN status BETWEEN 301 AND 303 THEN 0
			ELSE round(bytes * exp(0.22 * normal(n, 10)))
		END::BIGINT AS sent,
		CASE status
			WHEN 504 THEN 30000000000 + dice(n, 12) % 900000000
			ELSE round(millis * 1000000 * exp(0.5 * normal(n, 13)) * (1 + 9 * trouble)
				* CASE WHEN status IN (304, 401, 403, 429) THEN 0.4 ELSE 1 END)
		END::BIGINT AS duration
	FROM (${source})`;

const marked = (source: string) => `
	SELECT *,
		CASE
			WHEN status >= 500 THEN 'error'
			WHEN status >= 400 THEN 'warn'
			WHEN path = '/health' THEN 'debug'
			ELSE 'info'
		END AS level,
		CASE
			WHEN agent_kind IN ('bot', 'tool') OR kind = 'probe' THEN '-'
			WHEN u(n, 15) < 0.3 THEN '-'
			WHEN u(n, 15) < 0.42 THEN 'https://www.google.com/'
			ELSE 'https://shop.example' || pick(['/', '/search', '/cart', '/category/sale/1', '/journal'], n, 16)
		END AS referrer,
		CASE WHEN agent_kind IN ('bot', 'tool') THEN 'HTTP/1.1' ELSE 'HTTP/2.0' END AS protocol,
		[
			CASE WHEN agent_kind = 'bot' THEN 'bot' END,
			CASE WHEN status = 304 OR (kind = 'asset' AND u(n, 17) < 0.4) THEN 'cached' END,
			CASE WHEN u(n, 18) < 0.03 THEN 'canary' END,
			CASE WHEN status >= 500 THEN 'error' END,
			CASE WHEN agent_kind = 'mobile' THEN 'mobile' END,
			CASE WHEN duration > 1000000000 THEN 'slow' END,
			CASE WHEN kind = 'probe' THEN 'suspicious' END
		] AS marks
	FROM (${source})`;

function rows(part: number, context: SeedContext): string {
	const documents = scaled(DOCUMENTS, context);
	const edge = (index: number) => Math.round((documents / INDICES) * index);
	return marked(answers(statuses(visits(edge(part), edge(part + 1)))));
}

const tables: readonly SeedTable[] = Array.from({ length: INDICES }, (_, part) => ({
	index: `logs-web-${part + 1}`,
	mode: 'standard',
	fields,
	rows: (context) => rows(part, context)
}));

function* prepare(context: SeedContext): Iterable<string> {
	const { world } = context;
	yield* chanceMacros(context, 1);
	yield temporary('log_moments', momentsSql(world.calendar.spans, scaled(DOCUMENTS, context)));
	const visitors = world.clients.map(visitor);
	yield temporary('log_paths', slotsSql(world.paths, pathTypes, SLOTS));
	const clients = slotsSql(visitors, visitorTypes, SLOTS);
	const programs = rowsSql(agents.map(program), programTypes);
	yield temporary(
		'log_clients',
		`SELECT * EXCLUDE (agent) FROM (${clients}) JOIN (${programs}) USING (agent)`
	);
	const troubles = rowsSql(world.calendar.troubles, { span: 'INTEGER', service: 'VARCHAR', level: 'DOUBLE' });
	yield temporary(
		'log_troubles',
		`SELECT span, service, max(level) AS level FROM (${troubles}) GROUP BY ALL`
	);
}

const pathTypes = {
	path: 'VARCHAR',
	service: 'VARCHAR',
	kind: 'VARCHAR',
	method: 'VARCHAR',
	bytes: 'BIGINT',
	millis: 'DOUBLE'
};

const visitorTypes = {
	ip: 'VARCHAR',
	ip_number: 'UHUGEINT',
	country: 'VARCHAR',
	location: 'STRUCT(x DOUBLE, y DOUBLE)',
	region: 'INTEGER',
	agent: 'INTEGER'
};

const visitor = ({ agent, ipNumber, ...client }: Client) => ({
	...client,
	ip_number: ipNumber,
	agent: agents.indexOf(agent)
});

const programTypes = {
	agent: 'INTEGER',
	agent_name: 'VARCHAR',
	agent_version: 'VARCHAR',
	agent_header: 'VARCHAR',
	agent_kind: 'VARCHAR'
};

const program = ({ name, version, header, kind }: Agent, agent: number) => ({
	agent,
	agent_name: name,
	agent_version: encodeVersion(version),
	agent_header: header,
	agent_kind: kind
});

/** A web shop's access log of thirty days, in four indices one after the other. */
export const logs: DataSet = { name: 'logs', tables, prepare };
