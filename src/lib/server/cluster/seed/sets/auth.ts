import { textLiteral } from '../../literal';
import { parseIp } from '../../sql/ip';
import { chanceMacros, type DataSet, field, scaled, type SeedContext, temporary } from '../dataset';
import { Random } from '../random';
import { rowsSql, slotsSql } from '../rows';
import { momentsSql } from '../spans';
import { makeCalendar, type Span } from '../world/calendar';
import { hosts } from '../world/hosts';
import { makePeople } from '../world/people';

const DOCUMENTS = 200_000;
const USERS = 260;
const DAYS = 30;
const SLOTS = 8192;

const robots = ['ansible', 'backup', 'deploy', 'monitoring'];
const guesses = [
	'admin',
	'ec2-user',
	'ftp',
	'git',
	'guest',
	'oracle',
	'pi',
	'postgres',
	'root',
	'test',
	'ubuntu',
	'user'
];
const bastions = hosts.filter((_, index) => index % 10 === 0).map((host) => host.name.replace('web', 'gate'));
const everywhere = [...bastions, ...bastions, ...bastions, ...hosts.map((host) => host.name)];

const list = (items: readonly string[]) => `[${items.map(textLiteral).join(', ')}]`;

const fields = [
	field('@timestamp', 'date', 'time'),
	field('event.action', 'keyword', 'action'),
	field('event.outcome', 'keyword', 'outcome'),
	field('host.name', 'keyword', 'host'),
	field('message', 'text', 'message'),
	field('process.name', 'keyword', 'process'),
	field('source.ip', 'ip', 'ip_number'),
	field('user.name', 'keyword', 'user_name')
];

/** Stretches of time in which one outside address tries passwords. */
function makeAttacks(random: Random, spans: readonly Span[]) {
	const begins = [...Array.from({ length: 9 }, () => random.int(0, spans.length - 1)), spans.length - 40];
	return begins.flatMap((begin) => {
		const ip = `${random.pick([45, 89, 141, 194])}.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`;
		const length = random.int(2, 14);
		return spans
			.slice(Math.max(0, begin), begin + length)
			.map(({ index }) => ({ span: index, attacker: ip, attacker_number: String(parseIp(ip)) }));
	});
}

function* prepare(context: SeedContext): Iterable<string> {
	const random = new Random(context.seed ^ 0x61757468);
	const { spans } = makeCalendar(random, context.end, DAYS, 10);
	const attacks = makeAttacks(random, spans);
	const attacked = new Set(attacks.map(({ span }) => span));
	const busy = spans.map((span) => (attacked.has(span.index) ? { ...span, weight: span.weight + 9 } : span));
	yield* chanceMacros(context, 3);
	yield temporary('auth_moments', momentsSql(busy, scaled(DOCUMENTS, context)));
	const userTypes = { user_name: 'VARCHAR', robot: 'BOOLEAN', ip: 'VARCHAR', ip_number: 'UHUGEINT' };
	yield temporary('auth_users', slotsSql(makeUsers(random), userTypes, SLOTS));
	const outside = rowsSql(attacks, { span: 'INTEGER', attacker: 'VARCHAR', attacker_number: 'UHUGEINT' });
	yield temporary(
		'auth_attacks',
		`SELECT span, min(attacker) AS attacker, arg_min(attacker_number, attacker) AS attacker_number
		FROM (${outside}) GROUP BY span`
	);
}

function makeUsers(random: Random) {
	const names = [...robots, ...makePeople(random, USERS).map(({ user }) => user)];
	return names.map((user, index) => {
		const robot = index < robots.length;
		const ip = robot
			? `10.0.0.${10 + index}`
			: `10.${random.int(8, 15)}.${random.int(0, 255)}.${random.int(1, 254)}`;
		return {
			user_name: user,
			robot,
			ip,
			ip_number: String(parseIp(ip)),
			weight: robot ? 30 : 200 / (index + 12)
		};
	});
}

const drawn = `
	SELECT m.n, m.time, a.attacker IS NOT NULL AND u(m.n, 1) < 0.88 AS attack,
		CASE WHEN attack THEN a.attacker ELSE w.ip END AS ip,
		CASE WHEN attack THEN a.attacker_number ELSE w.ip_number END AS ip_number,
		CASE WHEN attack THEN pick(${list(guesses)}, m.n, 2) ELSE w.user_name END AS user_name,
		CASE
			WHEN attack THEN 'ssh_login'
			WHEN w.robot THEN CASE WHEN u(m.n, 3) < 0.8 THEN 'ssh_login' ELSE 'session_closed' END
			WHEN u(m.n, 3) < 0.46 THEN 'ssh_login'
			WHEN u(m.n, 3) < 0.62 THEN 'sudo'
			WHEN u(m.n, 3) < 0.8 THEN 'session_opened'
			WHEN u(m.n, 3) < 0.97 THEN 'session_closed'
			ELSE 'password_changed'
		END AS action,
		CASE
			WHEN attack THEN 'failure'
			WHEN w.robot OR action IN ('session_opened', 'session_closed') THEN 'success'
			WHEN u(m.n, 4) < 0.055 THEN 'failure'
			ELSE 'success'
		END AS outcome,
		CASE action
			WHEN 'ssh_login' THEN 'sshd'
			WHEN 'sudo' THEN 'sudo'
			WHEN 'password_changed' THEN 'passwd'
			ELSE 'systemd-logind'
		END AS process,
		CASE WHEN attack THEN pick(${list(bastions)}, m.n, 5) ELSE pick(${list(everywhere)}, m.n, 5) END AS host
	FROM auth_moments m
	JOIN auth_users w ON w.slot = (dice(m.n, 6) % ${SLOTS})::BIGINT
	LEFT JOIN auth_attacks a ON a.span = m.span`;

const commands = list([
	'/usr/bin/systemctl restart nginx',
	'/usr/bin/journalctl -u api --since today',
	'/usr/bin/apt-get upgrade',
	'/usr/bin/tail -f /var/log/syslog',
	'/bin/kill -HUP 1'
]);

const rows = () => `
	SELECT *, CASE
		WHEN attack THEN 'Failed password for invalid user ' || user_name || ' from ' || ip || ' port '
			|| (1024 + dice(n, 7) % 64000) || ' ssh2'
		WHEN action = 'ssh_login' AND outcome = 'failure' THEN 'Failed password for ' || user_name || ' from ' || ip
			|| ' port ' || (32768 + dice(n, 7) % 28000) || ' ssh2'
		WHEN action = 'ssh_login' THEN 'Accepted publickey for ' || user_name || ' from ' || ip || ' port '
			|| (32768 + dice(n, 7) % 28000) || ' ssh2: ED25519'
		WHEN action = 'sudo' AND outcome = 'failure' THEN user_name || ' : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/home/'
			|| user_name || ' ; USER=root ; COMMAND=' || pick(${commands}, n, 8)
		WHEN action = 'sudo' THEN user_name || ' : TTY=pts/0 ; PWD=/home/' || user_name || ' ; USER=root ; COMMAND='
			|| pick(${commands}, n, 8)
		WHEN action = 'session_opened' THEN 'New session ' || (100 + n % 9000) || ' of user ' || user_name || '.'
		WHEN action = 'session_closed' THEN 'Session ' || (100 + n % 9000) || ' logged out. Waiting for processes to exit.'
		WHEN outcome = 'failure' THEN 'password change failed for user ' || user_name
		ELSE 'password changed for ' || user_name
	END AS message
	FROM (${drawn})`;

/** Thirty days of logins and privilege changes on the shop's machines, with attacks from outside. */
export const auth: DataSet = {
	name: 'auth',
	tables: [{ index: 'auth-events', mode: 'standard', fields, rows }],
	prepare
};
