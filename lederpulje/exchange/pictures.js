// Pictures with their own type: Plotly's are drawn with whatever the machine calls Inter, since a picture made from
// an SVG sees only the fonts that stand inside it.
"use strict";
(() => {
    const fonts = document.getElementById("fonts").textContent;
    const ready = Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 20px Inter`)));
    const draw = Plotly.toImage;
    Plotly.toImage = async (figure, options) => {
        await ready;
        const plain = await draw(figure, { ...options, format: "svg", scale: 1, imageDataOnly: true });
        const svg = plain.replace(/<svg[^>]*>/, (tag) => `${tag}<style>${fonts}</style>`);
        if (options.format === "svg") return svg;
        const image = new Image();
        image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(options.width * options.scale);
        canvas.height = Math.round(options.height * options.scale);
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL("image/png").split(",")[1];
    };
})();
