import { statfsSync } from 'node:fs';
import { type Failure, failure } from './failure';

/** Bytes with which a disk is as good as full. */
const rest = 256 * 1024;

/**
 * What a statement failed for, where memory or disk have run out; undefined for any other error. `temp`: where statements
 * leave what they can't keep in memory.
 */
export function exhausted(error: unknown, temp: string | undefined): Failure | undefined {
	const text = error instanceof Error ? error.message : String(error);
	if (/max_temp_directory_size|No space left on device/.test(text) || (temp !== undefined && isFull(temp)))
		return failure(
			507,
			'io_exception',
			'the disk that the demo cluster uses is full: free some space, or let WORKBENCH_CACHE name a folder on another disk'
		);
	if (text.startsWith('Out of Memory Error'))
		return failure(
			429,
			'circuit_breaking_exception',
			'the query needs more memory than the demo cluster may use',
			{ durability: 'TRANSIENT' }
		);
	return undefined;
}

function isFull(folder: string): boolean {
	try {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize < rest;
	} catch {
		return false;
	}
}
