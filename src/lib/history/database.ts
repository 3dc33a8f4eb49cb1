export const RUNS = 'runs';
export const SNAPSHOTS = 'snapshots';

/** Opens the database of the history, of version 2. Rejects when storage is denied, full, or held by another version. */
export function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = factory.open(name, 2);
		request.onupgradeneeded = ({ oldVersion }) => {
			if (oldVersion < 1) request.result.createObjectStore(RUNS, { keyPath: 'id', autoIncrement: true });
			if (oldVersion < 2) request.result.createObjectStore(SNAPSHOTS);
		};
		request.onblocked = () => reject(new Error('Another tab holds an older version of the history'));
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			request.result.onversionchange = () => request.result.close();
			resolve(request.result);
		};
	});
}

/**
 * Runs `work` in one transaction on the stores named; resolves once it is on disk, with the result of the request that
 * `work` gave back.
 */
export function transact<Value>(
	database: IDBDatabase,
	stores: string | readonly string[],
	mode: IDBTransactionMode,
	work: (transaction: IDBTransaction) => IDBRequest<Value>
): Promise<Value> {
	return new Promise((resolve, reject) => {
		const transaction = database.transaction(stores, mode);
		const request = work(transaction);
		transaction.oncomplete = () => resolve(request.result);
		transaction.onabort = () => reject(transaction.error ?? new Error('The history was not written'));
	});
}
