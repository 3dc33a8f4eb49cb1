import { type DataSet, field, type SeedTable } from '../dataset';
import { rowsSql } from '../rows';
import { countries } from '../world/countries';
import { services } from '../world/shop';
import { statuses } from '../world/statuses';
import { employees } from './employees';

const countryTable: SeedTable = {
	index: 'countries',
	mode: 'lookup',
	fields: [
		field('continent', 'keyword', 'continent'),
		field('country.capital', 'keyword', 'capital'),
		field('country.currency', 'keyword', 'currency'),
		field('country.location', 'geo_point', 'location'),
		field('country.name', 'keyword', 'name'),
		field('country.population', 'long', 'population'),
		field('country_iso_code', 'keyword', 'iso')
	],
	rows: () =>
		rowsSql(
			countries.map(({ iso, name, continent, capital, currency, population, latitude, longitude }, n) => ({
				n,
				iso,
				name,
				continent,
				capital,
				currency,
				population,
				location: { x: longitude, y: latitude }
			})),
			{
				n: 'INTEGER',
				iso: 'VARCHAR',
				name: 'VARCHAR',
				continent: 'VARCHAR',
				capital: 'VARCHAR',
				currency: 'VARCHAR',
				population: 'BIGINT',
				location: 'STRUCT(x DOUBLE, y DOUBLE)'
			}
		)
};

const classes = ['informational', 'success', 'redirection', 'client error', 'server error'];

const statusTable: SeedTable = {
	index: 'status_codes',
	mode: 'lookup',
	fields: [
		field('status.class', 'keyword', 'class'),
		field('status.text', 'keyword', 'text'),
		field('status_code', 'integer', 'code')
	],
	rows: () =>
		rowsSql(
			statuses.map(([code, text], n) => ({ n, code, text, class: classes[Math.floor(code / 100) - 1] })),
			{ n: 'INTEGER', code: 'INTEGER', text: 'VARCHAR', class: 'VARCHAR' }
		)
};

const serviceTable: SeedTable = {
	index: 'services',
	mode: 'lookup',
	fields: [
		field('language', 'keyword', 'language'),
		field('objective_ms', 'integer', 'objective'),
		field('service.name', 'keyword', 'name'),
		field('team', 'keyword', 'team'),
		field('tier', 'integer', 'tier')
	],
	rows: () =>
		rowsSql(
			services.map((service, n) => ({ n, ...service })),
			{
				n: 'INTEGER',
				name: 'VARCHAR',
				team: 'VARCHAR',
				tier: 'INTEGER',
				language: 'VARCHAR',
				objective: 'INTEGER'
			}
		)
};

/** The small tables: people and what is looked up. */
export const reference: DataSet = {
	name: 'reference',
	tables: [employees, countryTable, statusTable, serviceTable],
	prepare: () => []
};
