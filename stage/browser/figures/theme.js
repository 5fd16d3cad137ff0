// The theme of the page as a Plotly template: its colours and its font.

/** @import { Template, Theme } from "../wire.d.ts" */

const MIDDLE = 384; // of the sum of red, green and blue

/**
 * Tell whether a colour is nearer to white than to black.
 *
 * @param {string} colour as computed styles give it
 */
export function isLight(colour) {
  const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return channels.reduce((sum, channel) => sum + channel, 0) > MIDDLE;
}

/**
 * Return the theme of an element, and its template with the colours and the font that the page has there.
 *
 * @param {Element} container
 * @param {Readonly<Record<Theme, Template>>} templates
 * @returns {{ theme: Theme, template: Template }}
 */
export function themeOf(container, templates) {
  const style = getComputedStyle(container);
  const theme = isLight(style.color) ? "dark" : "light";
  const { layout, ...others } = templates[theme];
  const background = style.getPropertyValue("--st-background-color").trim() || layout.paper_bgcolor;
  const font = { ...layout.font, color: style.color, family: style.fontFamily };
  const hoverlabel = { ...layout.hoverlabel, font: { ...layout.hoverlabel.font, family: style.fontFamily } };
  const themed = { ...layout, font, hoverlabel, paper_bgcolor: background, plot_bgcolor: background };
  return { theme, template: { ...others, layout: themed } };
}
