// The map of a view's connections; the page says which with `<section id="map" data-question="...">`.
import cytoscape from "cytoscape";

const section = document.getElementById("map");
if (section?.dataset["question"]) cytoscape({ headless: true });
