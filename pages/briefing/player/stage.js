/* The briefing on its stage: which scene is shown, what a key does. Everything was brought along; nothing is fetched. */
(function () {
  "use strict";

  const { make } = window.AtlasFurniture;
  const { BriefingKeys, BriefingScenes, BriefingMap, BriefingPanels } = window;
  const WIDE = { name: "is-16x9", width: 1920, height: 1080 };
  const NARROW = { name: "is-4x3", width: 1440, height: 1080 };
  const NARROW_BELOW = 1.5;
  const SWIPE_PX = 60;
  const BUILD_EVERY_MS = 30;
  const FAST_MS = 40;
  const SLOW_MS = 100;

  function Player(content) {
    this.content = content;
    this.words = content.words;
    this.scenes = content.briefing.scenes;
    this.frame = window.frameElement;
    this.index = -1;
    this.number = BriefingKeys.makeNumber(this.scenes.length);
    this.isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.root = document.body.appendChild(make("main", "stage"));
    this.mapBox = this.root.appendChild(make("div", "map"));
    this.addPanels();
    this.listen();
    this.fitWindow();
    this.go(this.firstScene());
    document.body.dataset.ready = "true";
  }

  Object.assign(Player.prototype, {
    addPanels() {
      const scaleOf = () => this.scale;
      this.progress = this.root.appendChild(make("div", "progress"));
      this.progress.appendChild(make("i"));
      this.counter = this.root.appendChild(make("div", "counter"));
      this.caption = BriefingPanels.makeCaption(this.root, this.words, scaleOf);
      this.citations = BriefingPanels.makeCitations(this.root, scaleOf);
      this.timer = BriefingPanels.makeTimer(this.root);
      this.notes = BriefingPanels.makeNotes(this.root, this.words);
      this.help = BriefingPanels.makeHelp(this.root, this.words);
      this.bar = BriefingPanels.makeBar(this.root, this.words, (command) => this.obey(command), Boolean(this.frame));
      this.pointer = BriefingPanels.makePointer();
      this.said = this.root.appendChild(make("div", "said-aloud"));
      this.said.setAttribute("aria-live", "polite");
      this.black = document.body.appendChild(make("div", "black"));
      this.black.hidden = true;
    },

    listen() {
      window.addEventListener("keydown", (event) => { if (this.press(event)) event.preventDefault(); });
      window.addEventListener("resize", () => this.fitWindow());
      let from = null;
      window.addEventListener("touchstart", (event) => {
        const within = event.target.closest(".caption, .panel, .bar");
        from = event.touches.length === 1 && !within ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
      }, { passive: true });
      window.addEventListener("touchend", (event) => {
        if (!from || event.touches.length) return;
        const away = { x: event.changedTouches[0].clientX - from.x, y: event.changedTouches[0].clientY - from.y };
        if (Math.abs(away.x) > SWIPE_PX && Math.abs(away.x) > 1.5 * Math.abs(away.y)) this.obey({ name: away.x < 0 ? "next" : "back" });
      }, { passive: true });
    },

    /* Does what a key press asks for; tells whether it was one of the briefing's keys. */
    press(event) {
      const command = BriefingKeys.commandOf(event);
      if (!command) return false;
      performance.mark("briefing:key");
      this.obey(command);
      return true;
    },

    obey(command) {
      if (command.name !== "number") this.number.clear();
      const act = {
        next: () => this.step(1), back: () => this.step(-1), first: () => this.go(0), last: () => this.go(this.scenes.length - 1),
        number: () => { const wanted = this.number.add(command.digit, Date.now()); if (wanted >= 1) this.go(Math.min(wanted, this.scenes.length) - 1); },
        black: () => { this.black.hidden = !this.black.hidden; },
        notes: () => { this.notes.hidden = !this.notes.hidden; this.help.hidden = true; },
        help: () => { this.help.hidden = !this.help.hidden; this.notes.hidden = true; },
        full: () => this.toggleFull(), timer: () => this.timer.toggle(), pointer: () => this.pointer.toggle(),
        play: () => this.play(!this.playing), close: () => this.close(),
      }[command.name];
      act();
    },

    step(by) {
      const count = this.scenes.length;
      const isLooping = this.playing && this.index + by >= count;
      this.go(isLooping ? 0 : Math.min(count - 1, Math.max(0, this.index + by)));
    },

    firstScene() {
      const wanted = this.frame ? this.frame.dataset.scene : decodeURIComponent(window.location.hash.slice(1));
      return Math.max(0, this.scenes.findIndex((scene) => scene.scene_id === wanted));
    },

    /* -- showing ------------------------------------------------------------------------------------------ */
    go(index) {
      this.black.hidden = true;
      this.citations.hide();
      if (index !== this.index) this.show(index, this.index >= 0);
      this.waitForNext();
      this.measure();
    },

    show(index, animate) {
      if (this.sheets[this.index]) this.sheets[this.index].node.hidden = true;
      this.index = index;
      const scene = this.scenes[index];
      const { node, left, place } = this.sheet(index);
      node.hidden = false;
      this.root.dataset.scene = scene.scene_id;
      this.root.dataset.kind = scene.kind;
      this.mapBox.classList.toggle("is-shown", Boolean(scene.map));
      if (scene.map) BriefingMap.show(this.map, scene, place, this.content.bundle, animate && this.mayFly && !this.isStill);
      this.caption.show(scene);
      this.notes.show(scene, left);
      this.counter.textContent = `${index + 1} / ${this.scenes.length}`;
      this.progress.firstChild.style.width = `${((index + 1) / this.scenes.length) * 100}%`;
      this.said.textContent = `${index + 1} / ${this.scenes.length} ${scene.title}. ${scene.sentence}`;
    },

    /* The sheet of a scene, built and measured once for each shape of the stage. */
    sheet(index) {
      if (this.sheets[index]) return this.sheets[index];
      const scene = this.scenes[index];
      const node = BriefingScenes.build(scene, this.content.briefing, this.words);
      this.root.insertBefore(node, this.mapBox);
      const { left } = BriefingScenes.fit(node, scene, this.words);
      const spot = node.querySelector(".map-place");
      const place = spot && { left: spot.offsetLeft + spot.offsetParent.offsetLeft, top: spot.offsetTop + spot.offsetParent.offsetTop, width: spot.offsetWidth, height: spot.offsetHeight };
      node.hidden = true;
      this.sheets[index] = { node, left, place };
      return this.sheets[index];
    },

    /* Builds what was not shown yet in small pieces, so that no key has to wait for it. */
    buildAhead() {
      clearTimeout(this.building);
      const next = this.scenes.findIndex((scene, k) => !this.sheets[k]);
      if (next < 0) { document.body.dataset.built = "true"; return; }
      this.building = setTimeout(() => { this.sheet(next); this.buildAhead(); }, BUILD_EVERY_MS);
    },

    fitWindow() {
      const { innerWidth: width, innerHeight: height } = window;
      const shape = width / height < NARROW_BELOW ? NARROW : WIDE;
      this.scale = Math.min(width / shape.width, height / shape.height);
      const left = (width - shape.width * this.scale) / 2;
      const top = (height - shape.height * this.scale) / 2;
      this.root.style.transform = `translate(${left}px, ${top}px) scale(${this.scale})`;
      if (shape === this.shape) return;
      if (this.shape) this.root.classList.remove(this.shape.name);
      this.root.classList.add(shape.name);
      this.shape = shape;
      (this.sheets || []).forEach(({ node }) => node.remove());
      this.sheets = [];
      delete document.body.dataset.built;
      if (!this.map && this.content.bundle && this.scenes.some((scene) => scene.map)) this.map = BriefingMap.make(this.mapBox, this.content.bundle, this.words);
      if (this.index >= 0) this.show(this.index, false);
      this.buildAhead();
    },

    /* From the key press until the scene was drawn: two frames later it is on the screen. */
    measure() {
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (!performance.getEntriesByName("briefing:key").length) return;
        const { duration } = performance.measure("briefing:scene", "briefing:key");
        performance.clearMarks("briefing:key");
        // the camera flies only where the machine draws fast enough; else it jumps
        if (duration < FAST_MS && !this.wasSlow) this.mayFly = true;
        if (duration > SLOW_MS) { this.mayFly = false; this.wasSlow = true; }
        this.root.dataset.drawn = this.scenes[this.index].scene_id;
      }));
    },

    /* -- playing by itself -------------------------------------------------------------------------------- */
    play(isPlaying) {
      this.playing = isPlaying;
      document.body.classList.toggle("is-playing", isPlaying);
      this.bar.playing(isPlaying);
      this.waitForNext();
    },

    waitForNext() {
      clearTimeout(this.waiting);
      this.progress.classList.remove("is-running");
      if (!this.playing) return;
      const seconds = Math.max(1, this.scenes[this.index].seconds);
      this.progress.style.setProperty("--seconds", `${seconds}s`);
      this.waiting = setTimeout(() => this.step(1), seconds * 1000);
      requestAnimationFrame(() => { if (this.playing) this.progress.classList.add("is-running"); });
    },

    /* -- the window --------------------------------------------------------------------------------------- */
    toggleFull() {
      const host = this.frame || document.documentElement;
      const page = host.ownerDocument;
      if (page.fullscreenElement) page.exitFullscreen(); else if (host.requestFullscreen) host.requestFullscreen().catch(() => {});
      if (this.frame) this.frame.dispatchEvent(new CustomEvent("briefing:full"));
    },

    /* Esc closes what lies on top; in the end the briefing itself, where a page is behind it. */
    close() {
      if (!this.black.hidden) { this.black.hidden = true; return; }
      if (!this.help.hidden || !this.notes.hidden) { this.help.hidden = this.notes.hidden = true; return; }
      if (this.playing) this.play(false);
      if (this.frame) { this.frame.dispatchEvent(new CustomEvent("briefing:close")); return; }
      if (document.fullscreenElement) document.exitFullscreen();
    },
  });

  const content = JSON.parse(document.getElementById("content").textContent);
  document.fonts.load('24px "Briefing Sans"', content.briefing.title).catch(() => {}).then(() => document.fonts.load('700 24px "Briefing Sans"', content.briefing.title)).catch(() => {}).then(() => { window.briefing = new Player(content); });
})();
