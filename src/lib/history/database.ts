/** Opens an IndexedDB database of version 1. Rejects when storage is denied, full, or held by another version. */
export function openDatabase(
	factory: IDBFactory,
	name: string,
	create: (database: IDBDatabase) => void
): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = factory.open(name, 1);
		request.onupgradeneeded = () => create(request.result);
		request.onblocked = () => reject(new Error('Another tab holds an older version of the history'));
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			request.result.onversionchange = () => request.result.close();
			resolve(request.result);
		};
	});
}

/** Runs `work` on one object store in one transaction; resolves once it is on disk, with what `work` asked for last. */
export function transact<Value>(
	database: IDBDatabase,
	store: string,
	mode: IDBTransactionMode,
	work: (store: IDBObjectStore) => IDBRequest<Value>
): Promise<Value> {
	return new Promise((resolve, reject) => {
		const transaction = database.transaction(store, mode);
		const request = work(transaction.objectStore(store));
		transaction.oncomplete = () => resolve(request.result);
		transaction.onabort = () => reject(transaction.error ?? new Error('The history was not written'));
	});
}
