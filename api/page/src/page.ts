// What every page loads.
document.documentElement.classList.add("scripted");
export {};
