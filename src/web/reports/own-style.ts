// The style sheet of the web document for a tree of its own inside of a page.

/** The document's rules for its root and body, for a tree inside of a page; dark as the page is, not as the system. */
export function ownStyle(styles: string): string {
  return styles
    .replace(/@media \(prefers-color-scheme:dark\)\{:root(\{[^}]*\})\}/g, ':host([data-theme="dark"])$1')
    .replaceAll(":root{", ":host{")
    .replace(/(^|[\n}])body\{/g, "$1.report-body{")
    .replace(/(^|[\n}])h1\{/g, "$1.report-title{");
}
