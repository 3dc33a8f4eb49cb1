import type { Attachment } from 'svelte/attachments';
import type { Profiles } from './Profiles.svelte';

/** Opens what is dropped on an element, or pasted in it outside of fields; marks it while something hovers over it. */
export function receiving(profiles: Profiles): Attachment<HTMLElement> {
	return (element) => {
		const take = (data: DataTransfer | null) => {
			const files = [...(data?.files ?? [])];
			if (files.length > 0) void profiles.read(files);
			else void profiles.paste(data?.getData('text/plain') ?? '');
		};
		const mark = (over: boolean) => element.classList.toggle('over', over);
		const over = (event: DragEvent) => {
			event.preventDefault();
			mark(true);
		};
		const leave = () => mark(false);
		const drop = (event: DragEvent) => {
			event.preventDefault();
			mark(false);
			take(event.dataTransfer);
		};
		const paste = (event: ClipboardEvent) => {
			const { target } = event;
			const inside = target instanceof Element && (element.contains(target) || target === document.body);
			if (inside && !target.closest('input, textarea, [contenteditable="true"]')) take(event.clipboardData);
		};
		element.addEventListener('dragover', over);
		element.addEventListener('dragleave', leave);
		element.addEventListener('drop', drop);
		document.addEventListener('paste', paste);
		return () => {
			element.removeEventListener('dragover', over);
			element.removeEventListener('dragleave', leave);
			element.removeEventListener('drop', drop);
			document.removeEventListener('paste', paste);
		};
	};
}
