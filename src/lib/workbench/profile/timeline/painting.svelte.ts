import type { Attachment } from 'svelte/attachments';
import { onThemeChange, type Palette, readPalette } from '../palette';
import { paint, type Scene } from './paint';

/** Paints what `sceneOf` gives, at most once a frame, whenever something that it reads changes. */
export function painting(sceneOf: (palette: Palette) => Scene | undefined): Attachment<HTMLCanvasElement> {
	return (canvas) => {
		const pen = canvas.getContext('2d');
		const around = canvas.parentElement;
		if (!pen || !around) return;
		let palette = $state.raw(readPalette(around));
		$effect(() => {
			const scene = sceneOf(palette);
			if (!scene) return;
			const frame = requestAnimationFrame(() => {
				const scale = devicePixelRatio || 1;
				const [width, height] = [Math.round(scene.width * scale), Math.round(scene.height * scale)];
				if (canvas.width !== width) canvas.width = width;
				if (canvas.height !== height) canvas.height = height;
				pen.setTransform(scale, 0, 0, scale, 0, 0);
				paint(pen, scene);
			});
			return () => cancelAnimationFrame(frame);
		});
		return onThemeChange(() => (palette = readPalette(around)));
	};
}
