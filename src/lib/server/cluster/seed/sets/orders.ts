import {
	chanceMacros,
	type DataSet,
	field,
	multiField,
	scaled,
	type SeedContext,
	temporary
} from '../dataset';
import { Random, Wheel } from '../random';
import { slotsSql } from '../rows';
import { momentsSql } from '../spans';
import { makeCalendar } from '../world/calendar';
import { countries } from '../world/countries';
import { makePeople } from '../world/people';

const DOCUMENTS = 100_000;
const CUSTOMERS = 8000;
const PRODUCTS = 320;
const DAYS = 90;
const SLOTS = 32_768;
/** Beyond 2^53, where a double would lose the last digit. */
const FIRST_ID = '9007199254740993';

const currencies = new Set(['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'PLN', 'CAD', 'AUD', 'BRL', 'INR']);
const kinds = ['BAG', 'BTH', 'CMP', 'DEC', 'FRN', 'GRD', 'KTC', 'LGT', 'OUT', 'WTR'];
const mails = ['example.com', 'example.net', 'example.org', 'mail.example'];

const fields = [
	field('@timestamp', 'date', 'time'),
	field('coupon', 'keyword', 'coupon'),
	field('currency', 'keyword', 'currency'),
	field('customer.country_iso_code', 'keyword', 'country'),
	field('customer.email', 'keyword', 'email'),
	field('customer.id', 'keyword', 'customer'),
	multiField('items.price', 'double', 'prices'),
	multiField('items.quantity', 'integer', 'quantities'),
	multiField('items.sku', 'keyword', 'skus'),
	field('order.id', 'long', `${FIRST_ID} + n`),
	field('shipped_at', 'date_nanos', 'shipped'),
	field('status', 'keyword', 'status'),
	field('total', 'double', 'total')
];

function* prepare(context: SeedContext): Iterable<string> {
	const random = new Random(context.seed ^ 0x6f726472);
	const { spans } = makeCalendar(random, context.end, DAYS, 60);
	yield* chanceMacros(context, 2);
	yield temporary('order_moments', momentsSql(spans, scaled(DOCUMENTS, context)));
	yield temporary(
		'order_products',
		slotsSql(makeProducts(random), { sku: 'VARCHAR', price: 'DOUBLE' }, SLOTS)
	);
	const types = { customer: 'VARCHAR', email: 'VARCHAR', country: 'VARCHAR', currency: 'VARCHAR' };
	yield temporary('order_customers', slotsSql(makeCustomers(random), types, SLOTS));
}

function makeCustomers(random: Random) {
	const homes = new Wheel(countries.filter((country) => country.weight > 0));
	return makePeople(random, CUSTOMERS).map(({ user }, index) => {
		const country = homes.spin(random);
		return {
			customer: `C-${String(index + 1).padStart(5, '0')}`,
			email: `${user}@${random.pick(mails)}`,
			country: country.iso,
			currency: currencies.has(country.currency) ? country.currency : 'USD',
			weight: 1 / (index + 60) ** 0.7
		};
	});
}

const makeProducts = (random: Random) =>
	Array.from({ length: PRODUCTS }, (_, index) => ({
		sku: `${random.pick(kinds)}-${1000 + index * 7}`,
		price: Math.floor(4 + Math.exp(random.between(1, 5.2))) + random.pick([0.49, 0.9, 0.95, 0.99]),
		weight: 1 / (index + 5) ** 0.8
	}));

const lines = `
	SELECT n, sku, price, (1 + floor(-ln(1 - u(n * 8 + line, 20)) * 0.7))::INTEGER AS quantity
	FROM (
		SELECT n, unnest(range(least(8, 1 + floor(-ln(1 - u(n, 1)) * 1.5)::BIGINT))) AS line FROM order_moments
	) JOIN order_products ON slot = (dice(n * 8 + line, 21) % ${SLOTS})::BIGINT`;

const baskets = `
	SELECT n, list(DISTINCT sku ORDER BY sku) AS skus, list(price ORDER BY price) AS prices,
		list(quantity ORDER BY quantity) AS quantities, sum((price * 100)::BIGINT * quantity)::BIGINT AS cents
	FROM (${lines}) GROUP BY n`;

const progressed = (end: number) => `
	SELECT *, CASE
		WHEN u(n, 3) < 0.04 THEN 'cancelled'
		WHEN hours < 1.5 + 2 * u(n, 4) THEN 'pending'
		WHEN hours < 8 + 36 * u(n, 4) THEN 'processing'
		WHEN hours < 60 + 70 * u(n, 5) THEN 'shipped'
		WHEN u(n, 3) > 0.94 THEN 'returned'
		ELSE 'delivered'
	END AS status
	FROM (SELECT *, (${end} - epoch_ms(time)) / 3600000.0 AS hours FROM order_moments)`;

const rows = ({ end }: SeedContext) => `
	SELECT n, time, c.* EXCLUDE (slot), b.* EXCLUDE (n), status,
		CASE WHEN u(n, 6) < 0.07 THEN pick(['FREESHIP', 'SPRING15', 'VIP20', 'WELCOME10', 'WELCOME10'], n, 7) END AS coupon,
		round(cents * CASE coupon WHEN 'SPRING15' THEN 85 WHEN 'VIP20' THEN 80 WHEN 'WELCOME10' THEN 90 ELSE 100 END / 100) / 100
			AS total,
		CASE WHEN status IN ('shipped', 'delivered', 'returned') THEN make_timestamp_ns(
			epoch_ns(time) + ((8 + 36 * u(n, 4)) * 3600000000000)::BIGINT - (dice(n, 8) % 999999937)::BIGINT
		) END AS shipped
	FROM (${progressed(end)}) o
	JOIN (${baskets}) b USING (n)
	JOIN order_customers c ON c.slot = (dice(n, 2) % ${SLOTS})::BIGINT`;

/** Ninety days of a web shop's orders. */
export const orders: DataSet = {
	name: 'orders',
	tables: [{ index: 'orders', mode: 'standard', fields, rows }],
	prepare
};
