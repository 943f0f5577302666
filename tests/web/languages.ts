import { languages, learning } from "../../web/src/text/text.ts";

// On the page a language comes when it is spoken; tests ask for all of them.
await Promise.all(languages.map(learning));
