// The map of a view; the page says of what with `<section id="map" data-question="...">`.
import { mount } from "./map/mount";

const section = document.getElementById("map");
const asked = section?.dataset["question"];
if (section && asked !== undefined) {
  const question = new URLSearchParams(asked.replace(/^[^?]*\?/, ""));
  const revision = new URLSearchParams(location.search).get("revision");
  if (revision) question.set("revision", revision); // a view of the past has a map of the past
  mount(section, question.toString());
}
