// Runs before the page is drawn: on a page of another site (?embed=1) only the lesson is shown.

const embed = new URLSearchParams(location.search).get("embed");
if (embed === "1" || embed === "true") document.documentElement.classList.add("embedded");
