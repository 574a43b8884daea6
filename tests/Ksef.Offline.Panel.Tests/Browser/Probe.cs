namespace Ksef.Offline.Panel.Tests.Browser;

/// <summary>What is measured on a page, by scripts that only look.</summary>
internal static class Probe
{
    /// <summary>How far the page is wider than the screen, and what makes it so.</summary>
    public const string Wide = """
        (() => { const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
          return over <= 0 ? "" : over + " px: " + [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1).slice(0, 5).map(e => e.tagName + "." + e.className.baseVal + e.className).join(", "); })()
        """;

    /// <summary>Texts that are shown smaller than 12 px, scaled pictures included.</summary>
    public const string Small = """
        (() => { const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
            if (!text || !e.checkVisibility()) continue;
            const scale = e instanceof SVGElement && e.getScreenCTM ? Math.min(e.getScreenCTM().a, e.getScreenCTM().d) : 1;
            const size = parseFloat(getComputedStyle(e).fontSize) * scale;
            if (size < 12) found.push(text.slice(0, 30) + ": " + size);
          }
          return found.join("; "); })()
        """;

    /// <summary>Texts whose colour stands out too little from what is behind them: below 4.5 to 1, or 3 to 1 for large letters (WCAG 2.2, 1.4.3).</summary>
    public const string Faint = """
        (() => { const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
          const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
            if (!text || !e.checkVisibility() || e.tagName === "OPTION") continue;
            const style = getComputedStyle(e), front = parse(e instanceof SVGElement ? style.fill : style.color);
            let behind = [255, 255, 255, 1];
            for (let a = e; a; a = a.parentElement) { const b = parse(getComputedStyle(a).backgroundColor); if (b[3] === 1) { behind = b; break; } }
            const [x, y] = [light(front), light(behind)].sort((p, q) => q - p), ratio = (x + 0.05) / (y + 0.05);
            const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) found.push(text.slice(0, 30) + ": " + ratio.toFixed(2));
          }
          return found.join("; "); })()
        """;

    /// <summary>Things to click that are smaller than 24 by 24 px and not part of a sentence (WCAG 2.2, 2.5.8).</summary>
    public const string Tiny = """
        [...document.querySelectorAll("button, summary, input:not([type=hidden]), select, a.button, a.tile, nav a")].filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()])
          .filter(([e, r]) => r.width < 24 || r.height < 24).map(([e, r]) => e.outerHTML.slice(0, 60) + " " + r.width + "x" + r.height).join("; ")
        """;

    /// <summary>Remembers, from now on, everything that can have the focus.</summary>
    public const string Expect = """
        (() => { window.reachable = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(e => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }));
          window.reached = new Set(); return window.reachable.length; })()
        """;

    /// <summary>Where the focus is: empty on nothing, else what it is on; marked as invisible where no outline shows it.</summary>
    public const string Focus = """
        (() => { const e = document.activeElement; if (!e || e === document.body || e === document.documentElement) return "";
          window.reached && window.reached.add(e);
          const s = getComputedStyle(e), seen = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && e.getBoundingClientRect().width > 0;
          return (seen ? "" : "INVISIBLE ") + (e.id ? "#" + e.id + " " : "") + e.tagName + " " + (e.innerText || e.name || "").trim().slice(0, 60); })()
        """;

    public const string Missed = """[...window.reachable].filter(e => !window.reached.has(e)).map(e => e.outerHTML.slice(0, 80)).join("; ")""";
}
