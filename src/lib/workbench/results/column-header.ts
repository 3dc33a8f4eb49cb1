import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';
import { element } from './element';

export interface ColumnHeaderParams extends IHeaderParams {
	readonly type: string;
}

/** The column's name with its type as a badge. */
export class ColumnHeader implements IHeaderComp {
	readonly #gui = element('div', 'column-header');
	readonly #name = element('span', 'column-name');
	readonly #type = element('span', 'column-type');

	init(params: ColumnHeaderParams): void {
		this.#gui.append(this.#name, this.#type);
		this.refresh(params);
	}

	getGui(): HTMLElement {
		return this.#gui;
	}

	refresh({ displayName, type }: ColumnHeaderParams): boolean {
		this.#name.textContent = displayName;
		this.#type.textContent = type;
		this.#gui.title = `${displayName}: ${type}`;
		return true;
	}
}
