// Reads QR codes with the camera, where the browser has BarcodeDetector.

const PAUSE = 200; // milliseconds from one look to the next
const AWAY = 3000; // milliseconds out of view before a code counts as new again

export async function canScan() {
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

/** Shows the camera in the <video>, and calls found(text) for each new code until that is true. Gives its end. */
export async function scan(video, found) {
  const stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment"}});
  const detector = new BarcodeDetector({formats: ["qr_code"]});
  let timer = 0;
  let ended = false;
  const seen = new Map(); // a phone may show several tickets at once
  const look = async () => {
    const codes = await detector.detect(video).catch(() => []); // it fails until the first picture is there
    if (ended) return;
    for (const {rawValue} of codes) {
      const isKnown = Date.now() - seen.get(rawValue) < AWAY;
      if (isKnown || found(rawValue)) seen.set(rawValue, Date.now());
    }
    timer = setTimeout(look, PAUSE);
  };
  video.srcObject = stream;
  video.play().then(look, () => {}); // it fails if the view ends first
  return () => {
    ended = true;
    clearTimeout(timer);
    stream.getTracks().forEach(track => track.stop());
    video.srcObject = null;
  };
}
