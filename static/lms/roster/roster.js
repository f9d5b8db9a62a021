// The box in the head of the table ticks every row of the screen. The rows are replaced while somebody filters.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-roster-all]")) return;
  for (const box of document.querySelectorAll("input[name=peserta]")) box.checked = event.target.checked;
});
