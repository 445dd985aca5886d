// Shows the description of the API. Kept in a file, so that the page needs no inline script.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true });
