// Reads QR codes with the camera, where the browser has BarcodeDetector.

const PAUSE = 200; // milliseconds from one look to the next
const SAME = 3000; // a code that stays in view this long counts once

export async function canScan() {
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

/** Shows the camera in the <video>, and calls found(text) for each new code. It gives a function that ends it. */
export async function scan(video, found) {
  const stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment"}});
  const detector = new BarcodeDetector({formats: ["qr_code"]});
  let timer = 0;
  let ended = false;
  let last = {};
  const look = async () => {
    const codes = await detector.detect(video).catch(() => []); // it fails until the first picture is there
    if (ended) return;
    for (const {rawValue} of codes) {
      const isNew = rawValue !== last.text || Date.now() - last.at > SAME;
      last = {text: rawValue, at: Date.now()};
      if (isNew) found(rawValue);
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
