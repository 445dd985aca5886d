// Places for newcomers: round their parent, as near as there is room, the same each time.
import type { Place } from "./answer";

const NEAREST = 170;
const STEP = 70;
const APART = 110; // between middles: a name is about so wide
const RINGS = 40;

export function freePlaces(parent: Place, count: number, taken: readonly Place[]): Place[] {
  const outward = directionAway(parent, taken);
  const found: Place[] = [];
  for (let ring = 0; ring < RINGS && found.length < count; ring += 1) {
    const radius = NEAREST + ring * STEP;
    const slots = Math.floor((2 * Math.PI * radius) / APART);
    for (let slot = 0; slot < slots && found.length < count; slot += 1) {
      const angle = outward + (fan(slot) * 2 * Math.PI) / slots;
      const place = {
        x: Math.round(parent.x + radius * Math.cos(angle)),
        y: Math.round(parent.y + radius * Math.sin(angle)),
      };
      if (isFree(place, taken) && isFree(place, found)) found.push(place);
    }
  }
  return found;
}

// 0, 1, -1, 2, -2 ...: from the middle of the free side to both sides.
function fan(slot: number): number {
  return slot % 2 === 0 ? -slot / 2 : (slot + 1) / 2;
}

function isFree(place: Place, taken: readonly Place[]): boolean {
  return taken.every(
    (other) =>
      Math.abs(place.x - other.x) >= APART || Math.abs(place.y - other.y) >= APART * 0.62,
  );
}

// The way out of the crowd: away from the middle of all who are there.
function directionAway(parent: Place, taken: readonly Place[]): number {
  const middle = taken.reduce(
    (sum, place) => ({ x: sum.x + place.x / taken.length, y: sum.y + place.y / taken.length }),
    { x: 0, y: 0 },
  );
  return Math.atan2(parent.y - middle.y, parent.x - middle.x);
}
