import type { QueryRequest } from '../request';
import { callFor, environment, pollSearch, type CodeOptions } from './call';

/** A program with `go-elasticsearch` that prints the answer. */
export function toGo(request: QueryRequest, { flow, target }: CodeOptions): string {
	const call = callFor(request, flow);
	const known = target.kind === 'address';
	const config = known
		? [`Addresses: []string{${string(target.url)}},`]
		: [
				`Addresses: []string{os.Getenv("${environment.url}")},`,
				`APIKey:    os.Getenv("${environment.apiKey}"),`
			];
	const packages = [
		...(flow === 'sync' ? [] : ['encoding/json']),
		'fmt',
		'io',
		'log',
		'net/http',
		...(flow === 'sync' ? [] : ['net/url']),
		...(known ? [] : ['os']),
		'strings'
	];
	return [
		'package main',
		'',
		'import (',
		...packages.map((name) => `\t"${name}"`),
		'',
		'\t"github.com/elastic/go-elasticsearch/v9"',
		')',
		'',
		`const body = ${raw(call.body)}`,
		'',
		'func main() {',
		'\tclient, err := elasticsearch.NewClient(elasticsearch.Config{',
		...config.map((line) => `\t\t${line}`),
		'\t})',
		'\tif err != nil {',
		'\t\tlog.Fatal(err)',
		'\t}',
		`\tanswer := ask(client, "POST", ${string(call.url)}, body)`,
		...(flow === 'sync' ? [] : polling(`?${new URLSearchParams(pollSearch(call))}`)),
		'\tfmt.Println(string(answer))',
		'}',
		...ask,
		...(flow === 'sync' ? [] : running),
		''
	].join('\n');
}

function polling(search: string): string[] {
	return [
		'\tfor id := running(answer); id != ""; id = running(answer) {',
		`\t\tanswer = ask(client, "GET", "/_query/async/"+url.PathEscape(id)+${string(search)}, "")`,
		'\t}'
	];
}

const ask = [
	'',
	'func ask(client *elasticsearch.Client, method, path, body string) []byte {',
	'\trequest, err := http.NewRequest(method, path, strings.NewReader(body))',
	'\tif err != nil {',
	'\t\tlog.Fatal(err)',
	'\t}',
	'\tif body != "" {',
	'\t\trequest.Header.Set("Content-Type", "application/json")',
	'\t}',
	'\tresponse, err := client.Perform(request)',
	'\tif err != nil {',
	'\t\tlog.Fatal(err)',
	'\t}',
	'\tdefer response.Body.Close()',
	'\tanswer, err := io.ReadAll(response.Body)',
	'\tif err != nil {',
	'\t\tlog.Fatal(err)',
	'\t}',
	'\tif response.StatusCode >= 300 {',
	'\t\tlog.Fatal(response.Status, " ", string(answer))',
	'\t}',
	'\treturn answer',
	'}'
];

const running = [
	'',
	'// running gives the id of a query that goes on, or nothing.',
	'func running(answer []byte) string {',
	'\tvar head struct {',
	'\t\tID        string `json:"id"`',
	'\t\tIsRunning bool   `json:"is_running"`',
	'\t}',
	'\tif err := json.Unmarshal(answer, &head); err != nil {',
	'\t\tlog.Fatal(err)',
	'\t}',
	'\tif !head.IsRunning {',
	'\t\treturn ""',
	'\t}',
	'\treturn head.ID',
	'}'
];

/**
 * JSON has no raw control characters: only a backtick keeps it out of a raw string, and a byte order mark, which Go allows
 * nowhere but at the start of a file.
 */
function raw(json: string): string {
	return `\`${json.replaceAll('\uFEFF', '\\ufeff').replaceAll('`', '` + "`" + `')}\``;
}

function string(text: string): string {
	return JSON.stringify(text);
}
