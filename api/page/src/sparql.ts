// The SPARQL editor, loaded on its own page only.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";

const place = document.getElementById("yasgui");
if (place) new Yasgui(place, { requestConfig: { endpoint: "/sparql" } });
