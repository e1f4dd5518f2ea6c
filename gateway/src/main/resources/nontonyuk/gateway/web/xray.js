export function addXray(drawer) {
  drawer.hidden = true;
}
