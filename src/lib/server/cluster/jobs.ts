import { randomBytes } from 'node:crypto';
import { drainLimit, type Engine, Job, longestTimer, type Outcome, type Submission } from './job';
import { encodeJobId } from './jobid';

/** How long an interrupted query may go on before it is told of, in milliseconds. */
export const stuckAfter = 10_000;

/** Every query that runs, and every answer that is kept. */
export class Jobs {
	/** Id of the only node there is. */
	readonly node = randomBytes(16).toString('base64url');
	readonly #jobs = new Map<string, Job>();
	readonly #expiries = new Map<Job, NodeJS.Timeout>();
	#runs = 0;
	#tasks = 0;

	/** `onStuck` takes the text of a query that still runs so many milliseconds after its interruption. */
	constructor(
		readonly engine: Engine,
		readonly onStuck?: (query: string) => void,
		readonly patience = stuckAfter
	) {}

	/** A number for one run's gate; never given twice. */
	nextRun(): number {
		return ++this.#runs;
	}

	start(submission: Submission): Job {
		const task = ++this.#tasks;
		const document = randomBytes(16).toString('base64url');
		const id = encodeJobId({ document, node: this.node, task });
		const job = new Job(id, task, submission, this.engine);
		this.#jobs.set(id, job);
		this.#arm(job);
		if (submission.kind === 'sync') void job.finished.then(() => this.forget(job));
		return job;
	}

	/** The async query of that id, running or kept. */
	find(id: string): Job | undefined {
		const job = this.#jobs.get(id);
		return job?.submission.kind === 'async' ? job : undefined;
	}

	/** Every query without an outcome, sync ones too, oldest first. */
	running(): readonly Job[] {
		return [...this.#jobs.values()].filter((job) => !job.outcome);
	}

	/** From now on nothing is known of the job. */
	forget(job: Job): void {
		this.#jobs.delete(job.id);
		clearTimeout(this.#expiries.get(job));
		this.#expiries.delete(job);
	}

	/** Forget the job and interrupt it where it runs. */
	remove(job: Job, reason: string): void {
		this.forget(job);
		job.cancel(reason);
		this.#watch(job, this.patience);
	}

	/** Finish the job with the rows it has seen. */
	stop(job: Job): Promise<Outcome> {
		this.#watch(job, drainLimit + this.patience);
		return job.stop();
	}

	#watch(job: Job, millis: number): void {
		const { onStuck } = this;
		if (!onStuck) return;
		const timer = setTimeout(() => onStuck(job.submission.query), millis).unref();
		void job.ended().then(() => clearTimeout(timer));
	}

	/** Keep the job for so many milliseconds from now. */
	extend(job: Job, keepAlive: number): void {
		job.expiresAt = Date.now() + keepAlive;
		if (this.#jobs.has(job.id)) this.#arm(job);
	}

	/** Interrupts everything and waits for it. */
	async close(): Promise<void> {
		const jobs = [...this.#jobs.values()];
		for (const job of jobs) this.remove(job, 'the cluster is closing');
		await Promise.all(jobs.map((job) => job.ended()));
	}

	#arm(job: Job): void {
		clearTimeout(this.#expiries.get(job));
		if (job.submission.kind === 'sync') return;
		const left = job.expiresAt - Date.now();
		const expire = () => (job.expiresAt > Date.now() ? this.#arm(job) : this.remove(job, 'expired'));
		this.#expiries.set(job, setTimeout(expire, Math.min(Math.max(left, 0), longestTimer)).unref());
	}
}
