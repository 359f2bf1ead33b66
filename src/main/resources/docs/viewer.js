'use strict';

// The page is the same for every dialect: /docs/<dialect> shows /docs/<dialect>.json.
const dialect = location.pathname.split('/')[2];
const address = `/docs/${dialect}.json`;

document.getElementById('raw').href = address;

SwaggerUIBundle({
  url: address,
  dom_id: '#document',
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  showExtensions: false,
  // The default asks a public server to validate the document; this page needs no network.
  validatorUrl: null,
  onComplete: () => {
    document.title = document.querySelector('.info .title')?.firstChild?.textContent ?? document.title;
  },
});
