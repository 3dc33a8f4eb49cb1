/** Every variable the server reads, with what it means; the README's table is tested against it. */
export const variables = {
	HOST: 'address to listen on (127.0.0.1)',
	PORT: 'port to listen on (3000)',
	ELASTICSEARCH_URL:
		'base URL of the cluster to offer, http(s); several, comma-separated, stand in for each other',
	ELASTICSEARCH_API_KEY: 'encoded API key for that cluster',
	ELASTICSEARCH_USERNAME: 'user name for that cluster, with ELASTICSEARCH_PASSWORD',
	ELASTICSEARCH_PASSWORD: 'password for that cluster',
	ELASTICSEARCH_BEARER: 'bearer token for that cluster',
	ELASTICSEARCH_AUTH:
		'`personal` has everyone sign in to that cluster with their own credentials (`service`)',
	ELASTICSEARCH_CA_FILE: 'PEM file of the certificate authority that signed its certificate',
	ELASTICSEARCH_FINGERPRINT:
		'SHA-256 fingerprint of its certificate, or of the authority that signed it, to trust',
	ELASTICSEARCH_CERT_FILE: 'PEM file of a client certificate for that cluster, with ELASTICSEARCH_KEY_FILE',
	ELASTICSEARCH_KEY_FILE: "PEM file of the client certificate's key",
	WORKBENCH_CONFIG: 'JSON file that lists several clusters',
	WORKBENCH_ALLOWED_HOSTS: 'further host names, comma-separated, under which the page may be opened',
	WORKBENCH_TOKEN: 'password that everyone needs to open the workbench (any user name)',
	WORKBENCH_PROXY_USER_HEADER: 'header in which a reverse proxy names the signed-in user',
	WORKBENCH_PROXY_ADDRESSES:
		'addresses or subnets, comma-separated, of the proxies to believe (127.0.0.1, ::1)',
	WORKBENCH_ALLOWED_USERS: 'users, comma-separated, that the proxy may let in (everyone)',
	WORKBENCH_SECRET: 'what seals sessions, at least 16 characters; `new,old` to change it (made and kept)',
	WORKBENCH_SESSION_HOURS: 'hours after which a sign-in is forgotten (12)',
	WORKBENCH_MAX_OPEN_REQUESTS: 'requests one session may have open at a time (1,024)',
	WORKBENCH_MAX_REQUESTS_PER_MINUTE: 'requests one session may send in a minute (12,000)',
	WORKBENCH_MAX_RESPONSE_BYTES: 'bytes one answer may have, 0 for any (0)',
	WORKBENCH_MAX_KEEP_ALIVE: 'longest keep alive of a query, such as `1d` (what the cluster allows)',
	WORKBENCH_LOG_QUERIES: '`text` writes the text of queries to the log, not only its hash (`hash`)',
	WORKBENCH_DEMO: '`true` offers the demo cluster beside configured ones',
	WORKBENCH_DATA: 'folder whose CSV, NDJSON, JSON and Parquet files become indices of the demo cluster',
	WORKBENCH_UPLOAD_MB:
		'megabytes that files dragged onto the page may have, all together; 0 for no such files (512)',
	WORKBENCH_DEMO_MAX_ROWS: 'rows one answer of the demo cluster may have, up to 1,000,000 (10,000)',
	WORKBENCH_DEMO_MAX_STORED: 'bytes an answer of the demo cluster may have to be kept (10,485,760)',
	WORKBENCH_DEMO_REMOTES:
		'`true` gives the demo cluster three simulated remotes; a JSON file describes others',
	WORKBENCH_DEMO_SCALE: 'share of the generated documents to make, above 0 and up to 1 (1)',
	WORKBENCH_DEMO_MEMORY_MB:
		'megabytes that queries of the demo cluster may take before they use the disk (half of what there is)',
	WORKBENCH_CACHE: 'folder for the generated data sets (.data)'
} as const;

export type Variable = keyof typeof variables;
