// What the services say in English, for a reader of Indonesian. A problem without a text here keeps its English one.

const problems = {
  "account-gone": "Akun ini sudah tidak ada.",
  "cancel-too-late": "Pesanan ini sudah tidak dapat dibatalkan.",
  "email-taken": "Sudah ada akun dengan email ini.",
  "hold-limit": "Akun Anda menahan terlalu banyak kursi yang belum dibayar.",
  "last-admin": "Admin terakhir harus tetap menjadi admin.",
  "movie-has-showtimes": "Film ini masih punya jadwal tayang. Batalkan dulu yang akan datang.",
  "movie-not-found": "Film ini tidak ada.",
  "no-showtime": "Film ini tidak punya jadwal tayang.",
  "no-such-ticket": "Pesanan ini tidak punya kursi itu.",
  "no-such-user": "Akun ini tidak ada.",
  "not-allowed": "Peran Anda tidak boleh melakukan ini.",
  "order-cancelled": "Pesanan ini sudah dibatalkan.",
  "order-expired": "Pesanan ini tidak dibayar pada waktunya, jadi pembeli lain bisa mengambil kursinya. Uang yang "
    + "sudah ditagih dikembalikan.",
  "order-lost": "Pembayaran datang terlambat: kursinya sudah dibeli pelanggan lain. Uang Anda dikembalikan.",
  "order-not-found": "Pesanan ini tidak ada, atau milik akun lain.",
  "order-not-paid": "Pesanan ini belum dibayar.",
  "payment-broken": "Penyedia pembayaran tidak menjawab dengan benar. Bayar lagi: Anda hanya ditagih sekali.",
  "payment-declined": "Penyedia pembayaran menolak pembayaran ini. Anda tidak ditagih.",
  "payment-in-progress": "Pembayaran pesanan ini sedang berjalan.",
  "payment-timeout": "Penyedia pembayaran tidak menjawab pada waktunya. Bayar lagi: Anda hanya ditagih sekali.",
  "payment-unavailable": "Penyedia pembayaran tidak terjangkau. Anda tidak ditagih, dan kursinya tetap ditahan.",
  "request-in-flight": "Permintaan yang sama sedang dikerjakan.",
  "seat-taken": "Salah satu kursi ini sudah diambil pelanggan lain.",
  "seats-contended": "Terlalu banyak pelanggan menginginkan kursi ini. Coba lagi.",
  "session-ended": "Sesi Anda sudah berakhir.",
  "showtime-cancelled": "Jadwal tayang ini dibatalkan.",
  "showtime-not-found": "Jadwal tayang ini tidak ada.",
  "showtime-started": "Film ini sudah mulai.",
  "single-seat-gap": "Pilihan ini meninggalkan satu kursi kosong sendirian.",
  "sold-out": "Kursi yang kosong kurang dari yang Anda minta.",
  "studio-busy": "Studio ini menayangkan film lain pada jam itu.",
  "studio-name-taken": "Sudah ada studio dengan nama ini.",
  "sync-running": "Impor film sedang berjalan.",
  "ticket-cancelled": "Tiket ini sudah dibatalkan.",
  "ticket-not-paid": "Tiket ini belum dibayar.",
  "ticket-used": "Tiket ini sudah dipakai.",
  "too-busy": "Layanan sedang sibuk. Coba lagi sebentar lagi.",
  "too-early": "Pintu belum dibuka.",
  "too-late": "Filmnya sudah selesai.",
  "too-many-payments": "Terlalu banyak percobaan membayar pesanan ini.",
  "too-many-requests": "Terlalu banyak permintaan. Coba lagi sebentar lagi.",
  "too-many-tries": "Terlalu banyak kata sandi yang salah. Coba lagi sebentar lagi.",
  "upcoming-orders": "Akun ini punya pesanan lunas yang filmnya belum mulai. Batalkan dulu pesanan itu.",
  "wrong-credentials": "Email atau kata sandi salah.",
  "wrong-showtime": "Tiket ini untuk jadwal tayang lain.",
};

const faults = {
  "bad-character": "berisi karakter yang tidak diperbolehkan",
  "bad-seat": "bukan nama kursi, misalnya C4",
  "duplicate": "disebut dua kali",
  "forged": "bukan tiket bioskop ini",
  "no-such-seat": "tidak ada di studio ini",
  "no-such-user": "bukan nomor akun",
  "not-an-email": "harus alamat email, misalnya ani@example.com",
  "out-of-range": "terlalu kecil atau terlalu besar",
  "required": "harus diisi",
  "same": "harus berbeda dari yang lama",
  "too-common": "terlalu umum; pilih yang sulit ditebak",
  "too-long": "terlalu panjang",
  "too-short": "terlalu pendek",
  "unknown": "tidak ada",
  "wrong-type": "bukan nilai yang benar",
};

/** The problem with its sentence, and the message of each of its fields, in Indonesian. */
export function indonesian(problem) {
  const detail = problems[problem.type?.replace("/problems/", "")] ?? problem.detail;
  const errors = problem.errors?.map(error => ({...error, message: faults[error.code] ?? error.message}));
  return {...problem, detail, errors};
}
