// Streamlit has no language setting. This script turns the strings that are Streamlit's own into Danish as they
// appear, before they are painted. Only whole strings are replaced; the app's own texts are Danish already.
(() => {
  "use strict";

  // Dates, calendars and their labels then come out Danish from the libraries themselves, in any browser.
  Object.defineProperty(navigator, "language", { get: () => "da-DK" });
  Object.defineProperty(navigator, "languages", { get: () => ["da-DK", "da"] });

  const WORDS = new Map(Object.entries({
    // The frame around the page
    "Skip to main content": "Gå til hovedindholdet",
    "Link to heading": "Link til overskriften",
    "Expand sidebar": "Vis menuen",
    "Collapse sidebar": "Skjul menuen",
    "Sidebar": "Sidepanel",
    "App pages": "Sider",
    "View less": "Vis færre",
    "View more": "Vis flere",
    "Main menu": "Hovedmenu",
    "Main": "Hovedindhold",
    "Bottom": "Bund",
    "Notifications": "Beskeder",
    "Navigate to home page": "Gå til forsiden",
    "(opens in new tab)": "(åbner i en ny fane)",
    "Scroll tabs left": "Rul fanerne til venstre",
    "Scroll tabs right": "Rul fanerne til højre",
    "Running...": "Regner …",
    "Running…": "Regner …",
    "Running": "Regner",
    "Stop": "Stop",
    "Rerun": "Kør igen",
    "Always rerun": "Kør altid igen",
    "File change.": "Programmet er ændret.",
    "Connecting": "Forbinder",
    "CONNECTING": "FORBINDER",
    "Connecting to Streamlit server": "Forbinder til serveren",
    "Unable to connect to Streamlit server": "Der er ingen forbindelse til serveren",
    "Error": "Fejl",
    "Error:": "Fejl:",
    "Please wait...": "Vent et øjeblik …",
    "Loading...": "Henter …",
    "Close": "Luk",
    "Dismiss": "Luk",
    "Cancel": "Annuller",
    "Unknown error": "Ukendt fejl",
    "Unknown Error": "Ukendt fejl",
    "Try again": "Prøv igen",
    "Retry": "Prøv igen",
    "Continue anyway": "Fortsæt alligevel",
    "Print": "Udskriv",
    "Theme": "Udseende",
    "Light": "Lys",
    "Dark": "Mørk",
    "System": "System",
    "Made with Streamlit": "Lavet med Streamlit",

    // When something is wrong with the page or the connection
    "Page not found": "Siden findes ikke",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Der er ingen side på den adresse. Forsiden vises i stedet.",
    "Connection error": "Forbindelsen er afbrudt",
    "Connection timed out.": "Serveren svarer ikke.",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Forbindelsen blev afbrudt. Vent, til den er tilbage, og prøv igen.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Kører systemet stadig? Er det stoppet, så start det igen:",
    "streamlit run yourscript.py": "Se vejledningen.",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Serveren svarer ikke. Er computeren på nettet?",
    "Network issue": "Netværksfejl",
    "Bad message format": "Uforståelig besked",
    "Script execution error": "Fejl på siden",
    "Something went wrong!": "Noget gik galt.",
    "Traceback:": "Sporing:",
    "Oh no.": "Noget gik galt.",
    "Your app is having trouble loading the component.": "En del af siden kunne ikke hentes.",
    "Download failed": "Filen kunne ikke hentes",
    "Failed to generate file for download": "Filen kunne ikke laves. Prøv igen om lidt.",

    // Fields
    "Choose an option": "Vælg",
    "Choose options": "Vælg en eller flere",
    "Choose or add an option": "Vælg eller tilføj",
    "Choose or add options": "Vælg eller tilføj flere",
    "Add an option": "Tilføj",
    "No options": "Ingen muligheder",
    "All selected options have been cleared.": "Alle valg er ryddet.",
    "No options to select": "Der er intet at vælge",
    "No options to select.": "Der er intet at vælge.",
    "No results": "Ingen fundet",
    "Select all": "Vælg alle",
    "Selected values": "Valgte",
    "Clear all": "Ryd alle",
    "Clear value": "Ryd",
    "Clear entry": "Ryd",
    "Clear time": "Ryd klokkeslæt",
    "Clear date": "Ryd dato",
    "Clear dates": "Ryd datoer",
    "Open": "Åbn",
    "Selectbox": "Valgliste",
    "Selectbox options": "Valgmuligheder",
    "Multiselect": "Valgliste",
    "Multiselect options": "Valgmuligheder",
    "Decrement": "Én ned",
    "Increment": "Én op",
    "Show password": "Vis adgangskode",
    "Hide password": "Skjul adgangskode",
    "Invalid input.": "Ugyldig værdi.",
    "Number is below the allowed range.": "Tallet er mindre end tilladt.",
    "Number is above the allowed range.": "Tallet er større end tilladt.",
    "Press Enter to apply": "Tryk Enter for at anvende",
    "Press Ctrl+Enter to apply": "Tryk Ctrl+Enter for at anvende",
    "Press ⌘+Enter to apply": "Tryk ⌘+Enter for at anvende",
    "Press Enter to submit form": "Tryk Enter for at sende",
    "Press Ctrl+Enter to submit form": "Tryk Ctrl+Enter for at sende",
    "Press ⌘+Enter to submit form": "Tryk ⌘+Enter for at sende",
    "Choose date": "Vælg dato",
    "Previous month": "Forrige måned",
    "Next month": "Næste måned",
    "Select...": "Vælg …",
    "(index)": "(rækkenummer)",
    "add icon": "tilføj",
    "Choose date range": "Vælg periode",
    "Date range": "Periode",
    "Quick select a date range": "Vælg en periode",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Flyt med piletasterne. Enter vælger. Escape lukker.",
    "Past Week": "Seneste uge",
    "Past Month": "Seneste måned",
    "Past 3 Months": "Seneste 3 måneder",
    "Past 6 Months": "Seneste 6 måneder",
    "Past Year": "Seneste år",
    "Past 2 Years": "Seneste 2 år",
    "Choose a date range": "Vælg en periode",
    "progress": "fremskridt",
    "Feedback rating": "Vurdering",
    "Metric": "Nøgletal",
    "Scrollable table": "Tabel, der kan rulles",
    "Pagination": "Sideskift",
    "Previous page": "Forrige side",
    "Next page": "Næste side",

    // Files
    "Upload": "Vælg fil",
    "Add files": "Tilføj filer",
    "Files": "Filer",
    "file upload": "vælg fil",
    "Browse files": "Vælg filer",
    "Drag and drop a file here": "Træk en fil hertil",
    "Drag and drop files here": "Træk filer hertil",
    "Upload failed": "Filen kunne ikke hentes ind",
    "Click to retry upload": "Klik for at prøve igen",
    "Only one file is allowed.": "Der kan kun vælges én fil.",
    "File size is too small.": "Filen er for lille.",
    "Too many files": "For mange filer",
    "Unexpected error. Please try again.": "Uventet fejl. Prøv igen.",

    // Toolbars of charts and tables
    "Fullscreen": "Fuld skærm",
    "Close fullscreen": "Luk fuld skærm",
    "Copy to clipboard": "Kopiér",
    "Copied": "Kopieret",
    "Show data": "Vis tal",
    "Show chart": "Vis diagram",
    "Download as CSV": "Hent som CSV",
    "Download as PNG": "Hent som billede",
    "Download as SVG": "Hent som tegning",
    "Download plot as a PNG": "Hent som billede",
    "Download plot as a png": "Hent som billede",
    "Download plot": "Hent som billede",
    "Zoom": "Forstør",
    "Pan": "Flyt",
    "Zoom in": "Forstør",
    "Zoom out": "Formindsk",
    "Autoscale": "Tilpas",
    "Reset axes": "Nulstil akserne",
    "Reset": "Nulstil",
    "Box Select": "Vælg felt",
    "Lasso Select": "Vælg frit",
    "Double-click to zoom back out": "Dobbeltklik for at vise det hele igen",
    "Taking snapshot - this may take a few seconds": "Billedet laves …",
    "Snapshot succeeded": "Billedet er hentet",
    "Search": "Søg",
    "Type to search": "Skriv for at søge",
    "Previous Result": "Forrige fund",
    "Next Result": "Næste fund",
    "Close Search": "Luk søgning",
    "Show/hide columns": "Vis eller skjul kolonner",
    "Add row": "Tilføj række",
    "Delete row(s)": "Slet rækker",
    "Clear selection": "Ryd markering",
    "Dataframe column menu": "Kolonnens menu",
    "Button action menu": "Menu",
    "Copy column name": "Kopiér kolonnens navn",
    "Sort ascending": "Sortér stigende",
    "Sort descending": "Sortér faldende",
    "Statistics": "Statistik",
    "Format": "Talformat",
    "Autosize": "Tilpas bredde",
    "Pin column": "Fasthold kolonne",
    "Unpin column": "Frigør kolonne",
    "Hide column": "Skjul kolonne",
    "text": "tekst",
    "multiselect": "valg",
    "Rename": "Omdøb",
    "Automatic": "Automatisk",
    "Localized": "Dansk",
    "Plain": "Rent tal",
    "Compact": "Kort",
    "Percent": "Procent",
    "Scientific": "Videnskabeligt",
    "Accounting": "Regnskab",
    "Duration": "Varighed",
    "Distance": "Afstand",
    "Calendar": "Kalender",
    "Count": "Antal",
    "Values": "Værdier",
    "Empty": "Tomme",
    "Distinct": "Forskellige",
    "Average": "Gennemsnit",
    "Standard deviation": "Standardafvigelse",
    "Minimum": "Mindste",
    "Maximum": "Største",
    "Sum": "I alt",
    "Range": "Spænd",
    "No data": "Ingen tal",
    "No content": "Intet indhold",
    "Based on sample": "Ud fra et udsnit",
    "Failed to load data": "Tallene kunne ikke hentes",
    "empty": "tom",
  }));

  // The parts of a date field are fixed to English inside Streamlit; its calendar is not.
  const MONTHS = {
    January: "januar", February: "februar", March: "marts", April: "april", May: "maj", June: "juni", July: "juli",
    August: "august", September: "september", October: "oktober", November: "november", December: "december",
  };
  const PARTS = { day: "dag", month: "måned", year: "år", hour: "time", minute: "minut" };
  const MONTH = `(${Object.keys(MONTHS).join("|")})`;
  const DATE = `${MONTH} (\\d{1,2}), (\\d{4})`;
  const dansk = (month, day, year) => `${Number(day)}. ${MONTHS[month]} ${year}`;

  const PATTERNS = [
    [/^(day|month|year|hour|minute), (.+)$/, (_, part, label) => `${PARTS[part]}, ${danish(label)}`],
    [new RegExp(`^(\\d{1,2}) – ${MONTH}$`), (_, number, month) => `${number} – ${MONTHS[month]}`],
    [new RegExp(`^Selected Date: ${DATE}$`), (_, ...date) => `Valgt dato: ${dansk(...date)}`],
    [new RegExp(`^Selected Range: ${DATE} to ${DATE}$`),
      (_, m1, d1, y1, m2, d2, y2) => `Valgt periode: ${dansk(m1, d1, y1)} til ${dansk(m2, d2, y2)}`],
    [/^Selected Time: (\d+):(\d+)$/, "Valgt klokkeslæt: $1.$2"],
    [/^Shortcut (.+)$/, "Genvej $1"],
    [/^Help for (.+)$/, "Hjælp til $1"],
    [/^Made with Streamlit v(.+)$/, "Lavet med Streamlit $1"],
    [/^(\d+) options? available\.$/, "$1 muligheder."],
    [/^View (\d+) more$/, "Vis $1 flere"],
    [/^Remove (.+)$/, "Fjern $1"],
    [/^Clear (.+)$/, "Ryd $1"],
    [/^(.+) — start$/, "$1 – fra"],
    [/^(.+) — end$/, "$1 – til"],
    [/^(.+) start date$/, "$1, fra dato"],
    [/^(.+) end date$/, "$1, til dato"],
    [/^([\d.]+)\s?([KMG]?B) per file$/, (_, size, unit) => `Højst ${size.replace(".", ",")} ${unit} pr. fil`],
    [/^(\d+)\.(\d+)([KMG]?B)$/, "$1,$2 $3"],
    [/^(.+), (\d+)\.(\d+)([KMG]?B)$/, "$1, $2,$3 $4"],
    [/^Choose date, (.+)$/, "Vælg dato, $1"],
    [/^Choose date range, (.+)$/, "Vælg periode, $1"],
    [/^(\S+) files are not allowed\.$/, "Filer af typen $1 kan ikke bruges."],
    [/^File is larger than (.+)$/, "Filen er større end $1"],
    [/^File is smaller than (.+)$/, "Filen er mindre end $1"],
    [/^File must be ([\d.]+)\s?([KMG]?B) or smaller\.?$/,
      (_, size, unit) => `Filen må højst fylde ${size.replace(".", ",")} ${unit}.`],
    [/^File type must be (?:one of )?(.+)$/, "Filen skal være af typen $1"],
    [/^(Fullscreen|Close fullscreen|Search|Add row|Show\/hide columns|Delete row\(s\)|Clear selection): (.+)$/s,
      (_, tool, label) => `${WORDS.get(tool)}: ${label}`],
    // Lists in the cells of a table
    [/^Use Up and Down to choose options.*$/s,
      "Op og Ned vælger, Enter tager den, der er valgt, og Escape lukker listen."],
    [/^Use left and right to toggle between focused values.*$/s,
      "Venstre og Højre vælger mellem værdierne, og Backspace fjerner den, der er valgt."],
    [/^(.+) is focused ,?.*$/s, "Skriv for at søge, og Ned åbner listen."],
    [/^options? (.*), selected\.$/s, "$1 er valgt."],
    [/^option (.*), deselected\.$/s, "$1 er valgt fra."],
    [/^option (.+) is disabled\. Select another option\.$/s, "$1 kan ikke vælges."],
    [/^value (.*) focused, (\d+) of (\d+)\.$/s, "$1, $2 af $3."],
    [/^(\d+) results? available(?: for search term .+)?\.$/s, "$1 muligheder."],
    [/^Create "(.+)"$/s, "Tilføj »$1«"],
    [/^(\d+) out of (\d+) stars$/, "$1 af $2 stjerner"],
    [/^Showing page (\d+) of (\d+)$/, "Side $1 af $2"],
    [/^Page (\d+) of (\d+)$/, "Side $1 af $2"],
    [/^Connection failed with status (.+)$/, "Serveren svarer ikke ($1)"],
    [/^Cannot connect to Streamlit.*$/s, "Der kan ikke oprettes forbindelse til serveren."],
    [/^Cannot load Streamlit frontend code\..*$/s, "Siden er blevet opdateret. Genindlæs den."],
    [/^This app has encountered an error\..*$/s, "Der opstod en fejl på siden. Prøv at genindlæse den."],
  ];
  const ANY_PATTERN = new RegExp(PATTERNS.map(([pattern]) => `(?:${pattern.source})`).join("|"), "s");
  const ATTRIBUTES = ["title", "placeholder", "aria-label", "alt", "data-title", "aria-valuetext", "label"];
  const SELECTOR = ATTRIBUTES.map((name) => `[${name}]`).join(",");

  function danish(text) {
    const word = text.trim();
    if (word.length < 3) return text;
    const known = WORDS.get(word);
    if (known !== undefined) return text.replace(word, () => known);
    if (!ANY_PATTERN.test(word)) return text;
    for (const [pattern, ours] of PATTERNS) {
      if (pattern.test(word)) return word.replace(pattern, ours);
    }
    return text;
  }

  // What people wrote is shown by these; Streamlit's own words never are.
  function isOurs(node) {
    const shown = ["stMarkdown", "stHeading", "stTable", "stText"].map((name) => `[data-testid="${name}"]`);
    return node.parentElement?.closest(shown.join(",")) != null;
  }

  function translateText(node) {
    const ours = danish(node.nodeValue);
    if (ours !== node.nodeValue && !isOurs(node)) node.nodeValue = ours;
  }

  function translateAttribute(element, name) {
    const text = element.getAttribute(name);
    if (!text) return;
    const ours = danish(text);
    if (ours !== text) element.setAttribute(name, ours);
  }

  function translateAttributes(element) {
    for (const name of ATTRIBUTES) translateAttribute(element, name);
  }

  // Our own tables, figures and charts: nothing of Streamlit's stands in them, and they change at every click.
  const OWN = '[data-testid="stHtml"], .js-plotly-plot';

  function translateTree(node) {
    if ((node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(OWN)) return;
    if (node.nodeType === Node.TEXT_NODE) {
      translateText(node);
    } else if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) {
      if (node instanceof SVGElement) return; // the drawing inside a chart is ours
      if (node.matches?.(SELECTOR)) translateAttributes(node);
      for (const element of node.querySelectorAll(SELECTOR)) translateAttributes(element);
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (inside) =>
        inside.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT
          : inside.matches(OWN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP);
      while (texts.nextNode()) translateText(texts.currentNode);
    }
  }

  // Called before the browser paints; a translation is no English, so what it writes does not start it again.
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translateTree);
      else if (change.type === "characterData") translateText(change.target);
      else translateAttribute(change.target, change.attributeName);
    }
  });
  function watch(root) {
    observer.observe(root, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
    translateTree(root);
  }
  watch(document.documentElement);

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachWatchedShadow(options) {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };

  // The meeting view is a style: `?vis=moede` in the address becomes <html data-vis="moede">; the canvas looks the same.
  function noteView() {
    const view = new URLSearchParams(location.search).get("vis");
    if (view) document.documentElement.dataset.vis = view === "laerred" ? "moede" : view;
    else delete document.documentElement.dataset.vis;
  }
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function noted(...values) {
      original.apply(this, values);
      noteView();
    };
  }
  addEventListener("popstate", noteView);
  noteView();

  // After a restart of the server, or a long sleep, Streamlit connects to a new session that has not drawn this page
  // and knows none of its parts: what is then pressed would be lost. So the page is asked for anew, from its address.
  let wasConnected = false;
  let lost = false;
  const STATE = "data-test-connection-state";
  new MutationObserver(() => {
    const app = document.querySelector(`[${STATE}]`);
    if (!app) return;
    const connected = app.getAttribute(STATE) === "CONNECTED";
    if (connected && lost) dispatchEvent(new PopStateEvent("popstate"));
    lost = wasConnected && !connected;
    wasConnected = wasConnected || connected;
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: [STATE] });

  // Escape closes an open list or box; it is the page's own key (leave the meeting view) only where none was open.
  let wasOpen = false;
  addEventListener("keydown", () => {
    wasOpen = document.querySelector('[role="listbox"], [role="dialog"]') !== null;
  }, true);
  document.documentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && wasOpen) event.stopPropagation();
  });
})();
