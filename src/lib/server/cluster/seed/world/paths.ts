import type { Random } from '../random';

/** One address of the shop and how it behaves. */
export interface Path {
	readonly path: string;
	readonly service: string;
	readonly kind: 'page' | 'api' | 'asset' | 'private' | 'probe';
	/** The usual method; a few requests use HEAD or OPTIONS instead. */
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Median bytes of the answer. */
	readonly bytes: number;
	/** Median milliseconds. */
	readonly millis: number;
	readonly weight: number;
}

const adjectives =
	'alpine amber arctic cobalt coral copper cosmic desert dusk ember fern granite indigo ivory jade linen lunar maple meadow mint nordic oak ocean olive onyx opal pine quartz raven river rustic sage scarlet silver slate solar spruce tidal velvet willow'.split(
		' '
	);
const things =
	'backpack blanket bottle bowl candle chair clock coat compass desk gloves hammock hat jacket kettle knife lamp lantern mat mirror mug notebook parka pillow planter poncho rug scarf shelf sleeping-bag stool stove sweater teapot tent towel tray umbrella vase watch'.split(
		' '
	);
const categories =
	'bags bath bedding camping clothing decor dining furniture garden gifts hiking kitchen lighting new office outdoor sale shoes storage travel winter'.split(
		' '
	);
const topics =
	'camp-cooking care-guide first-aid gift-ideas layering packing-lists repair-it-yourself trail-food winter-camping year-in-review'.split(
		' '
	);

const fixed: readonly Omit<Path, 'weight'>[] = [
	{ path: '/', service: 'storefront', kind: 'page', method: 'GET', bytes: 28_400, millis: 62 },
	{ path: '/search', service: 'search', kind: 'page', method: 'GET', bytes: 19_800, millis: 118 },
	{ path: '/api/cart', service: 'cart', kind: 'api', method: 'GET', bytes: 1_240, millis: 24 },
	{ path: '/api/cart/items', service: 'cart', kind: 'api', method: 'POST', bytes: 620, millis: 38 },
	{ path: '/cart', service: 'cart', kind: 'page', method: 'GET', bytes: 9_300, millis: 55 },
	{ path: '/static/app.js', service: 'assets', kind: 'asset', method: 'GET', bytes: 148_000, millis: 6 },
	{ path: '/static/app.css', service: 'assets', kind: 'asset', method: 'GET', bytes: 38_500, millis: 5 },
	{ path: '/favicon.ico', service: 'assets', kind: 'asset', method: 'GET', bytes: 4_286, millis: 3 },
	{ path: '/api/search/suggest', service: 'search', kind: 'api', method: 'GET', bytes: 880, millis: 31 },
	{ path: '/login', service: 'accounts', kind: 'page', method: 'GET', bytes: 6_100, millis: 41 },
	{ path: '/api/session', service: 'accounts', kind: 'private', method: 'POST', bytes: 410, millis: 96 },
	{ path: '/checkout', service: 'checkout', kind: 'page', method: 'GET', bytes: 14_700, millis: 88 },
	{ path: '/api/checkout', service: 'checkout', kind: 'api', method: 'POST', bytes: 1_480, millis: 210 },
	{ path: '/api/payments', service: 'payments', kind: 'api', method: 'POST', bytes: 730, millis: 420 },
	{
		path: '/api/payments/callback',
		service: 'payments',
		kind: 'api',
		method: 'POST',
		bytes: 120,
		millis: 74
	},
	{ path: '/account', service: 'accounts', kind: 'private', method: 'GET', bytes: 11_200, millis: 70 },
	{
		path: '/account/orders',
		service: 'accounts',
		kind: 'private',
		method: 'GET',
		bytes: 16_900,
		millis: 104
	},
	{ path: '/account/addresses', service: 'accounts', kind: 'private', method: 'PUT', bytes: 540, millis: 82 },
	{ path: '/api/wishlist', service: 'accounts', kind: 'private', method: 'DELETE', bytes: 90, millis: 47 },
	{ path: '/robots.txt', service: 'storefront', kind: 'asset', method: 'GET', bytes: 312, millis: 2 },
	{ path: '/sitemap.xml', service: 'storefront', kind: 'asset', method: 'GET', bytes: 412_000, millis: 15 },
	{ path: '/health', service: 'storefront', kind: 'api', method: 'GET', bytes: 64, millis: 2 }
];

/** What scanners ask for; never there. */
const probes = [
	'/wp-login.php',
	'/.env',
	'/.git/config',
	'/admin/config.php',
	'/phpmyadmin/index.php',
	'/cgi-bin/test-cgi',
	'/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
	'/actuator/health'
];

function varied(random: Random): Omit<Path, 'weight'> {
	const slug = `${random.pick(adjectives)}-${random.pick(things)}`;
	const id = random.int(1000, 9999);
	const roll = random.next();
	if (roll < 0.5)
		return page(`/products/${slug}-${id}`, 'catalog', random.between(17_000, 46_000), random.between(45, 95));
	if (roll < 0.68)
		return {
			...page(`/api/products/${id}`, 'catalog', random.between(900, 5200), random.between(14, 40)),
			kind: 'api'
		};
	if (roll < 0.86)
		return {
			...page(
				`/static/img/${slug}-${random.pick(['s', 'm', 'l'])}.webp`,
				'assets',
				random.between(6_000, 240_000),
				random.between(3, 14)
			),
			kind: 'asset'
		};
	if (roll < 0.95)
		return page(
			`/category/${random.pick(categories)}/${random.int(1, 30)}`,
			'catalog',
			random.between(22_000, 61_000),
			random.between(60, 130)
		);
	return page(
		`/journal/${random.pick(topics)}-${id}`,
		'storefront',
		random.between(12_000, 33_000),
		random.between(30, 70)
	);
}

const page = (path: string, service: string, bytes: number, millis: number): Omit<Path, 'weight'> => ({
	path,
	service,
	kind: 'page',
	method: 'GET',
	bytes: Math.round(bytes),
	millis: Math.round(millis * 10) / 10
});

/** Two thousand addresses whose popularity follows Zipf's law. */
export function makePaths(random: Random, count = 2000): readonly Path[] {
	const known = new Map(fixed.map((path) => [path.path, path]));
	while (known.size < count - probes.length) {
		const path = varied(random);
		known.set(path.path, path);
	}
	const ranked = [...known.values()].map((path, rank) => ({ ...path, weight: 1 / (rank + 3) ** 0.95 }));
	const tail = probes.map((path) => ({
		...page(path, 'storefront', 1800, 4),
		kind: 'probe' as const,
		weight: 0.004
	}));
	return [...ranked, ...tail];
}
