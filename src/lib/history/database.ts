/** A database of this browser, and what each of its versions brought. */
export interface Shape {
	readonly name: string;
	readonly version: number;
	/** Makes the stores that a database of version `from` lacks; 0 is none. */
	upgrade(database: IDBDatabase, from: number): void;
}

/** Opens a database. Rejects when storage is denied, full, or held by another version. */
export function openDatabase(factory: IDBFactory, { name, version, upgrade }: Shape): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = factory.open(name, version);
		request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
		request.onblocked = () => reject(new Error('Another tab of the workbench holds an older version of it'));
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
		transaction.onabort = () => reject(transaction.error ?? new Error('It was not written'));
	});
}
