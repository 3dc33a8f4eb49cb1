import { field, multiField, type SeedContext, type SeedTable } from '../dataset';
import { Random, Wheel } from '../random';
import { rowsSql } from '../rows';
import { makePeople } from '../world/people';

const COUNT = 100;
const FIRST_NUMBER = 10_001;
const DAY = 86_400_000;

const positions = [
	'Accountant',
	'Architect',
	'Business Analyst',
	'Data Scientist',
	'Head Human Resources',
	'Internship',
	'Junior Developer',
	'Principal Support Engineer',
	'Product Manager',
	'Purchase Manager',
	'Reporting Analyst',
	'Senior Developer',
	'Senior Team Lead',
	'Support Engineer',
	'Tech Lead'
];

/** Half-precision float nearest to a height between 1 and 4 (ten bits of fraction). */
const half = (value: number) => {
	const step = value < 2 ? 1 / 1024 : 1 / 512;
	return Math.round(value / step) * step;
};

const some = <T>(random: Random, chances: readonly number[], make: () => T): T[] | null => {
	const count = new Wheel(chances.map((weight, size) => ({ weight, size }))).spin(random).size;
	return count === 0 ? null : Array.from({ length: count }, make);
};

const iso = (time: number) => new Date(Math.floor(time / DAY) * DAY).toISOString();

function makeEmployees(seed: number) {
	const random = new Random(seed ^ 0x656d706c);
	return makePeople(random, COUNT).map(({ first, last, gender }, n) => {
		const height = Math.round(random.between(1.41, 2.1) * 100) / 100;
		const salary = Math.round(25_000 + Math.min(49_999, Math.exp(random.normal() * 0.55 + 9.9)));
		const birth = Date.UTC(1952, 1, 1) + random.int(0, 13 * 365) * DAY;
		const changes = some(random, [30, 20, 22, 16, 12], () => Math.round(random.between(-10, 15) * 100) / 100);
		changes?.sort((a, b) => a - b);
		const jobs = some(random, [14, 26, 32, 18, 10], () => random.pick(positions));
		return {
			n,
			emp_no: FIRST_NUMBER + n,
			first_name: random.chance(0.1) ? null : first,
			last_name: last,
			gender: random.chance(0.1) || gender === 'X' ? null : gender,
			birth_date: random.chance(0.1) ? null : iso(birth),
			hire_date: iso(Date.UTC(1985, 1, 1) + random.int(0, 14 * 365) * DAY),
			languages: random.chance(0.1) ? null : random.int(1, 5),
			height,
			height_float: Math.fround(height),
			height_half: half(height),
			salary,
			salary_change: changes,
			still_hired: random.chance(0.55),
			avg_worked_seconds: random.int(200_000_000, 400_000_000),
			job_positions: jobs && [...new Set(jobs)].sort(),
			is_rehired: some(random, [35, 20, 22, 15, 8], () => random.chance(0.5))?.sort() ?? null
		};
	});
}

const rows = ({ seed }: SeedContext) =>
	rowsSql(makeEmployees(seed), {
		n: 'INTEGER',
		emp_no: 'INTEGER',
		first_name: 'VARCHAR',
		last_name: 'VARCHAR',
		gender: 'VARCHAR',
		birth_date: 'TIMESTAMP',
		hire_date: 'TIMESTAMP',
		languages: 'INTEGER',
		height: 'DOUBLE',
		height_float: 'DOUBLE',
		height_half: 'DOUBLE',
		salary: 'INTEGER',
		salary_change: 'DOUBLE[]',
		still_hired: 'BOOLEAN',
		avg_worked_seconds: 'BIGINT',
		job_positions: 'VARCHAR[]',
		is_rehired: 'BOOLEAN[]'
	});

/** A hundred made-up people. */
export const employees: SeedTable = {
	index: 'employees',
	mode: 'standard',
	fields: [
		field('avg_worked_seconds', 'long', 'avg_worked_seconds'),
		field('birth_date', 'date', 'birth_date'),
		field('emp_no', 'integer', 'emp_no'),
		field('first_name', 'keyword', 'first_name'),
		field('gender', 'keyword', 'gender'),
		field('height', 'double', 'height'),
		field('height.float', 'double', 'height_float'),
		field('height.half_float', 'double', 'height_half'),
		field('height.scaled_float', 'double', 'height'),
		field('hire_date', 'date', 'hire_date'),
		multiField('is_rehired', 'boolean', 'is_rehired'),
		multiField('job_positions', 'keyword', 'job_positions'),
		field('languages', 'integer', 'languages'),
		field('languages.byte', 'integer', 'languages'),
		field('languages.long', 'long', 'languages'),
		field('languages.short', 'integer', 'languages'),
		field('last_name', 'keyword', 'last_name'),
		field('salary', 'integer', 'salary'),
		multiField('salary_change', 'double', 'salary_change'),
		multiField('salary_change.int', 'integer', 'list_transform(salary_change, lambda c: trunc(c))'),
		multiField(
			'salary_change.keyword',
			'keyword',
			'list_sort(list_distinct(list_transform(salary_change, lambda c: c::VARCHAR)))'
		),
		multiField('salary_change.long', 'long', 'list_transform(salary_change, lambda c: trunc(c))'),
		field('still_hired', 'boolean', 'still_hired')
	],
	rows
};
