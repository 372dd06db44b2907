import * as B from './koBase'; import * as H from './koHead'; import * as fs from 'fs';
const b:any=Object.values(B)[0], h:any=Object.values(H)[0];
const p='src/lab/language/ko.json'; const j=JSON.parse(fs.readFileSync(p,'utf8'));
let add=0, del=0;
for(const k of Object.keys(h)) if(b[k]===undefined || JSON.stringify(b[k])!==JSON.stringify(h[k])) {j[k]=h[k]; add++;}
for(const k of Object.keys(b)) if(h[k]===undefined && j[k]!==undefined){delete j[k]; del++;}
fs.writeFileSync(p, JSON.stringify(j,null,2)+'\n'); console.log(add,del);
