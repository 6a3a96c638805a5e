// The driver finds Chromium itself (src/server/browser); puppeteer's own download would fail on machines without internet.
module.exports = { skipDownload: true };
