// The ear of the canvas: asks the server for news of what the presenter shows, in a request that waits for it.
const PAUSE = 1000; // ms before asking again after the server could not be reached

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector("span");
  if (!host.ear) host.ear = new Ear(host);
  host.ear.take(data, setTriggerValue);
  return () => {
    if (!host.isConnected) host.ear.stop();
  };
}

class Ear {
  constructor() {
    this.stopped = false;
    this.seen = null;
  }

  take(data, setTriggerValue) {
    this.tell = (version) => setTriggerValue("nyt", version);
    const first = this.seen === null || this.id !== data.id;
    this.id = data.id;
    this.seen = data.seen;
    if (first) this.listen(data.id);
  }

  stop() {
    this.stopped = true;
    this.call?.abort();
  }

  async listen(id) {
    while (!this.stopped && this.id === id) {
      this.call = new AbortController();
      try {
        const answer = await fetch(`./nyt/${encodeURIComponent(id)}?set=${this.seen}`, { signal: this.call.signal });
        if (!answer.ok) throw new Error(answer.status);
        const version = await answer.text();
        if (version !== this.seen && !this.stopped) {
          this.seen = version;
          this.tell(version);
        }
      } catch {
        // Gone for a moment, or for good: the page says so itself, and we ask again.
        await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
      }
    }
  }
}
