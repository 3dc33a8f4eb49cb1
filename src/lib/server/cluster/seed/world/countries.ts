/** Facts about a country, and its share of the shop's visitors (0: in the lookup only). */
export interface Country {
	readonly iso: string;
	readonly name: string;
	readonly continent: string;
	readonly capital: string;
	readonly currency: string;
	/** People, rounded. */
	readonly population: number;
	/** Of the largest city. */
	readonly latitude: number;
	readonly longitude: number;
	readonly weight: number;
}

type Row = readonly [
	iso: string,
	name: string,
	continent: string,
	capital: string,
	currency: string,
	millions: number,
	latitude: number,
	longitude: number,
	weight: number
];

const rows: readonly Row[] = [
	['AE', 'United Arab Emirates', 'Asia', 'Abu Dhabi', 'AED', 9.5, 25.2, 55.27, 0.6],
	['AR', 'Argentina', 'South America', 'Buenos Aires', 'ARS', 46.2, -34.6, -58.38, 1.1],
	['AT', 'Austria', 'Europe', 'Vienna', 'EUR', 9.1, 48.21, 16.37, 2.2],
	['AU', 'Australia', 'Oceania', 'Canberra', 'AUD', 26.4, -33.87, 151.21, 2.4],
	['BE', 'Belgium', 'Europe', 'Brussels', 'EUR', 11.7, 50.85, 4.35, 2],
	['BR', 'Brazil', 'South America', 'Brasília', 'BRL', 215.3, -23.55, -46.63, 4],
	['CA', 'Canada', 'North America', 'Ottawa', 'CAD', 39.6, 43.65, -79.38, 3.4],
	['CH', 'Switzerland', 'Europe', 'Bern', 'CHF', 8.8, 47.37, 8.54, 2.6],
	['CL', 'Chile', 'South America', 'Santiago', 'CLP', 19.6, -33.45, -70.67, 0.7],
	['CN', 'China', 'Asia', 'Beijing', 'CNY', 1411, 31.23, 121.47, 3.2],
	['CO', 'Colombia', 'South America', 'Bogotá', 'COP', 52, 4.71, -74.07, 0.8],
	['CZ', 'Czechia', 'Europe', 'Prague', 'CZK', 10.8, 50.08, 14.44, 1.3],
	['DE', 'Germany', 'Europe', 'Berlin', 'EUR', 84.4, 52.52, 13.4, 14],
	['DK', 'Denmark', 'Europe', 'Copenhagen', 'DKK', 5.9, 55.68, 12.57, 1.2],
	['EE', 'Estonia', 'Europe', 'Tallinn', 'EUR', 1.4, 59.44, 24.75, 0.3],
	['EG', 'Egypt', 'Africa', 'Cairo', 'EGP', 105.2, 30.04, 31.24, 0.5],
	['ES', 'Spain', 'Europe', 'Madrid', 'EUR', 48.1, 40.42, -3.7, 4.2],
	['FI', 'Finland', 'Europe', 'Helsinki', 'EUR', 5.6, 60.17, 24.94, 0.9],
	['FR', 'France', 'Europe', 'Paris', 'EUR', 68.1, 48.86, 2.35, 7],
	['GB', 'United Kingdom', 'Europe', 'London', 'GBP', 67.6, 51.51, -0.13, 8],
	['GR', 'Greece', 'Europe', 'Athens', 'EUR', 10.4, 37.98, 23.73, 0.7],
	['HK', 'Hong Kong', 'Asia', 'Hong Kong', 'HKD', 7.5, 22.32, 114.17, 0.9],
	['HU', 'Hungary', 'Europe', 'Budapest', 'HUF', 9.6, 47.5, 19.04, 0.8],
	['ID', 'Indonesia', 'Asia', 'Jakarta', 'IDR', 275.5, -6.21, 106.85, 1.5],
	['IE', 'Ireland', 'Europe', 'Dublin', 'EUR', 5.2, 53.35, -6.26, 1.1],
	['IL', 'Israel', 'Asia', 'Jerusalem', 'ILS', 9.7, 32.09, 34.78, 0.6],
	['IN', 'India', 'Asia', 'New Delhi', 'INR', 1417, 19.08, 72.88, 6],
	['IS', 'Iceland', 'Europe', 'Reykjavík', 'ISK', 0.4, 64.15, -21.94, 0.1],
	['IT', 'Italy', 'Europe', 'Rome', 'EUR', 58.9, 41.9, 12.5, 4],
	['JP', 'Japan', 'Asia', 'Tokyo', 'JPY', 124.5, 35.68, 139.69, 4.5],
	['KE', 'Kenya', 'Africa', 'Nairobi', 'KES', 54, -1.29, 36.82, 0.3],
	['KR', 'South Korea', 'Asia', 'Seoul', 'KRW', 51.7, 37.57, 126.98, 2],
	['LT', 'Lithuania', 'Europe', 'Vilnius', 'EUR', 2.9, 54.69, 25.28, 0.3],
	['LU', 'Luxembourg', 'Europe', 'Luxembourg', 'EUR', 0.7, 49.61, 6.13, 0.2],
	['LV', 'Latvia', 'Europe', 'Riga', 'EUR', 1.9, 56.95, 24.11, 0.2],
	['MA', 'Morocco', 'Africa', 'Rabat', 'MAD', 37.5, 33.57, -7.59, 0.3],
	['MX', 'Mexico', 'North America', 'Mexico City', 'MXN', 127.5, 19.43, -99.13, 2],
	['MY', 'Malaysia', 'Asia', 'Kuala Lumpur', 'MYR', 33.9, 3.14, 101.69, 0.7],
	['NG', 'Nigeria', 'Africa', 'Abuja', 'NGN', 218.5, 6.52, 3.38, 0.5],
	['NL', 'Netherlands', 'Europe', 'Amsterdam', 'EUR', 17.8, 52.37, 4.9, 4],
	['NO', 'Norway', 'Europe', 'Oslo', 'NOK', 5.5, 59.91, 10.75, 1.1],
	['NZ', 'New Zealand', 'Oceania', 'Wellington', 'NZD', 5.2, -36.85, 174.76, 0.5],
	['PE', 'Peru', 'South America', 'Lima', 'PEN', 34, -12.05, -77.04, 0.4],
	['PH', 'Philippines', 'Asia', 'Manila', 'PHP', 115.6, 14.6, 120.98, 0.8],
	['PL', 'Poland', 'Europe', 'Warsaw', 'PLN', 36.8, 52.23, 21.01, 3],
	['PT', 'Portugal', 'Europe', 'Lisbon', 'EUR', 10.5, 38.72, -9.14, 1.2],
	['RO', 'Romania', 'Europe', 'Bucharest', 'RON', 19.1, 44.43, 26.1, 0.9],
	['RU', 'Russia', 'Europe', 'Moscow', 'RUB', 144.2, 55.76, 37.62, 1.2],
	['SA', 'Saudi Arabia', 'Asia', 'Riyadh', 'SAR', 36.4, 24.71, 46.68, 0.5],
	['SE', 'Sweden', 'Europe', 'Stockholm', 'SEK', 10.5, 59.33, 18.07, 2],
	['SG', 'Singapore', 'Asia', 'Singapore', 'SGD', 5.9, 1.35, 103.82, 1.4],
	['SI', 'Slovenia', 'Europe', 'Ljubljana', 'EUR', 2.1, 46.06, 14.51, 0.2],
	['SK', 'Slovakia', 'Europe', 'Bratislava', 'EUR', 5.4, 48.15, 17.11, 0.4],
	['TH', 'Thailand', 'Asia', 'Bangkok', 'THB', 71.7, 13.76, 100.5, 0.8],
	['TR', 'Türkiye', 'Asia', 'Ankara', 'TRY', 85, 41.01, 28.98, 1.6],
	['TW', 'Taiwan', 'Asia', 'Taipei', 'TWD', 23.4, 25.03, 121.57, 1],
	['UA', 'Ukraine', 'Europe', 'Kyiv', 'UAH', 38, 50.45, 30.52, 0.9],
	['US', 'United States', 'North America', 'Washington, D.C.', 'USD', 334.9, 40.71, -74.01, 19],
	['VN', 'Vietnam', 'Asia', 'Hanoi', 'VND', 98.2, 10.82, 106.63, 0.9],
	['ZA', 'South Africa', 'Africa', 'Pretoria', 'ZAR', 59.9, -26.2, 28.05, 0.7]
];

export const countries: readonly Country[] = rows.map(
	([iso, name, continent, capital, currency, millions, latitude, longitude, weight]) => ({
		iso,
		name,
		continent,
		capital,
		currency,
		population: Math.round(millions * 1_000_000),
		latitude,
		longitude,
		weight
	})
);
