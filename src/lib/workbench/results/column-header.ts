import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';
import { element } from './element';
import type { HeaderBoard } from './header-board';

export interface ColumnHeaderParams extends IHeaderParams {
	readonly type: string;
	readonly board: HeaderBoard;
}

/** The column's name, its type and how it is sorted. A click sorts; the button opens the column's menu. */
export class ColumnHeader implements IHeaderComp {
	readonly #gui = element('div', 'column-header');
	readonly #name = element('span', 'column-name');
	readonly #type = element('span', 'column-type');
	readonly #sort = element('span', 'column-sort');
	readonly #menu = document.createElement('button');
	#params!: ColumnHeaderParams;

	init(params: ColumnHeaderParams): void {
		this.#params = params;
		this.#menu.type = 'button';
		this.#menu.tabIndex = -1;
		this.#menu.className = 'column-menu';
		this.#menu.textContent = '⋯';
		this.#gui.append(this.#name, this.#type, this.#sort, this.#menu);
		this.#gui.addEventListener('click', this.#click);
		params.board.enter(this);
		this.refresh(params);
	}

	getGui(): HTMLElement {
		return this.#gui;
	}

	refresh(params: ColumnHeaderParams): boolean {
		this.#params = params;
		this.#name.textContent = params.displayName;
		this.#type.textContent = params.type;
		this.#menu.setAttribute('aria-label', `Menu of ${params.displayName}`);
		this.#gui.title = `${params.displayName}: ${params.type}`;
		this.mark();
		return true;
	}

	/** Shows how the column is sorted. */
	mark(): void {
		const { board, column, eGridHeader } = this.#params;
		const sorted = board.listener.sortOf(column.getColId());
		this.#sort.textContent = sorted ? `${sorted.descending ? '↓' : '↑'}${sorted.place ?? ''}` : '';
		const order = sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none';
		eGridHeader.setAttribute('aria-sort', order);
	}

	destroy(): void {
		this.#params.board.leave(this);
	}

	readonly #click = (event: MouseEvent): void => {
		const { board, column } = this.#params;
		const id = column.getColId();
		if (event.target === this.#menu) board.listener.menu(id, this.#menu.getBoundingClientRect());
		else board.listener.sort(id, event.shiftKey);
	};
}
