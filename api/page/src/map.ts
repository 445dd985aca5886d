// The map of a view; the page says of what with `<section id="map" data-question="...">`.
import { mount } from "./map/mount";

const section = document.getElementById("map");
const asked = section?.dataset["question"];
if (section && asked !== undefined) mount(section, asked.replace(/^[^?]*\?/, ""));
